import { CopyButton } from './copy-button.tsx';
import { tokenizeCode } from './tokenize-code.ts';

type CodeBlockProps = {
  code: string;
  /** What it is, for screen readers and the copy button, e.g. `PEFT snippet`. */
  label: string;
};

/** A snippet in colours with a button that copies it. */
export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <div className="code-block">
      <pre className="code" tabIndex={0} aria-label={label}>
        <code>
          {tokenizeCode(code).map((token, index) => (
            <span key={index} className={token.part}>
              {token.text}
            </span>
          ))}
        </code>
      </pre>
      <CopyButton text={code} label={label} />
    </div>
  );
}
