/** Token ids of a prompt; any do, as long as they are not all the same. */
export function toPromptIds(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => 16 + ((index * 37) % 200));
}
