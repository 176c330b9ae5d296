package import Masking
import Text

extension Masker {
  /// How many identifiers stand in an article.
  package func identifierCount(in article: String) -> Int {
    detect(in: SanitizedText(sanitizing: article)).count
  }
}
