import { Button } from 'antd';
import type { Proposal } from '../parts/shapes.ts';

/** The one question that decides between the two first departments, and what each answer would mean. */
export function TellApart({
  tellApart: { question, between },
  onAsk,
}: {
  tellApart: NonNullable<Proposal['tellApart']>;
  onAsk?: ((question: string) => void) | undefined;
}) {
  return (
    <section className="tell-apart" aria-label="分清两个单位的问题">
      <strong>{question}</strong>
      <ul>
        {between.map(({ code, name, meaning }) => (
          <li key={code}>
            {meaning} → {name}
          </li>
        ))}
      </ul>
      {onAsk && (
        <Button size="small" onClick={() => onAsk(question)}>
          请诉求人补充
        </Button>
      )}
    </section>
  );
}
