import pg from 'pg';

/** Makes an empty database in the encoding that graph-node wants; one of that name is dropped first. */
export async function freshDatabase(postgresUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${postgresUrl}/postgres` });
  await client.connect();
  try {
    const quoted = pg.escapeIdentifier(name);
    await client.query(`drop database if exists ${quoted} with (force)`);
    await client.query(
      `create database ${quoted} with template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
    );
  } finally {
    await client.end();
  }
  return `${postgresUrl}/${name}`;
}
