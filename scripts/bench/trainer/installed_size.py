"""Bytes on disk of Python packages and of all that they depend on, as installed: `installed_size.py NAME...`."""

import json
import os
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

BLOCK_BYTES = 512

versions = [f"{name} {distribution(name).version}" for name in sys.argv[1:]]
wanted = sys.argv[1:]
found = {}
while wanted:
    name = re.sub(r"[-_.]+", "-", wanted.pop()).lower()
    if name in found:
        continue
    try:
        found[name] = distribution(name)
    except PackageNotFoundError:
        # For another platform, or an extra that nobody asked for.
        continue
    for requirement in found[name].requires or []:
        if "extra ==" not in requirement:
            wanted.append(re.match(r"[\w.-]+", requirement).group())

paths = {os.path.realpath(one.locate_file(file)) for one in found.values() for file in one.files or []}
bytes_on_disk = sum(os.lstat(path).st_blocks * BLOCK_BYTES for path in paths if os.path.exists(path))
print(json.dumps({"packages": len(found), "bytes": bytes_on_disk, "versions": versions}))
