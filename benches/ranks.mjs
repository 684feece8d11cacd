/**
 * The mean over all questions of 1 / place of the first right document among the first ten, not counting documents that are not of the
 * corpus.
 *
 * @param {string} results lines of `qid Q0 docid rank score tag`, best first
 * @param {Set<string>} right `qid docid`
 * @param {Set<string>} own documents of the corpus
 * @param {number} numQuestions
 */
export function meanReciprocalRank(results, right, own, numQuestions) {
  const places = new Map();
  let sum = 0;
  for (const [qid, , doc] of results.trim().split("\n").map((line) => line.split(" "))) {
    if (!own.has(doc) || places.get(qid) === Infinity) continue;
    const place = (places.get(qid) ?? 0) + 1;
    const found = place <= 10 && right.has(`${qid} ${doc}`);
    if (found) sum += 1 / place;
    places.set(qid, found ? Infinity : place);
  }
  return sum / numQuestions;
}
