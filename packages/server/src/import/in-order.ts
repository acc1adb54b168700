/** Works on several items at once and gives the answers in the order of the items. Where one throws, the others are finished first. */
export async function* inOrder<Item, Answer>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const running: Promise<Answer>[] = [];
  try {
    for await (const item of items) {
      const promise = work(item);
      // Handled here in case an earlier one throws; whoever awaits it in turn still learns of it.
      promise.catch(() => {});
      running.push(promise);
      const first = running.length >= atOnce ? running.shift() : undefined;
      if (first) yield await first;
    }
    for (let first = running.shift(); first; first = running.shift()) yield await first;
  } finally {
    await Promise.allSettled(running);
  }
}
