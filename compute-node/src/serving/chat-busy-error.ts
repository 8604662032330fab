/** Too many answers are waited for already. */
export class ChatBusyError extends Error {
  override readonly name = 'ChatBusyError';
  readonly waiting: number;

  constructor(waiting: number) {
    super(`${waiting} questions are waiting already`);
    this.waiting = waiting;
  }
}
