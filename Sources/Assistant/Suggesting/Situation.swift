import Masking
import Text

/// A context, read: the words to answer, and their language.
struct Situation {
  let context: AssistantContext
  let language: String
  /// The last customer's text, and the subject after it where the conversation has just begun.
  let words: WordSequence

  /// The segment of words that are not of the last customer's text, and so no evidence to show.
  static let elsewhere = -1

  init(_ context: AssistantContext, pack: RulePack) {
    self.context = context
    let text = context.lastCustomerText
    var whole = WordSequence(text)
    let customerTurns = context.turns.count { $0.author == .customer }
    if customerTurns <= 1, !context.subject.isEmpty {
      let subject = WordSequence(context.subject, limit: 40)
      for word in subject.words {
        whole.append(copying: word, of: subject, segment: Self.elsewhere)
      }
    }
    words = pack.synonyms.rewrite(whole)
    language = Self.language(of: context, words: whole, pack: pack)
  }

  /// The desk's word first, then the text's, then that of earlier turns.
  private static func language(
    of context: AssistantContext, words: WordSequence, pack: RulePack
  ) -> String {
    if let known = context.language, let primary = known.lowercased().split(separator: "-").first {
      return String(primary)
    }
    let detector = LanguageDetector()
    if let found = detector.language(of: words) { return found }
    for turn in context.turns.reversed() where turn.author == .customer {
      if let found = detector.language(of: turn.text) { return found }
    }
    return pack.defaultLanguage
  }
}
