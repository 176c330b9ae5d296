import Foundation
import Sealing

/// Which policy counted when this workspace was last opened.
///
/// The digest stands in a file beside the policy, with a keyed code over it: who edits the policy without
/// a key of the workspace cannot make the file say that it was so before.
struct SeenPolicy<R: Realm> {
  private let file: URL
  private let key: LookupKey<R>

  static var fileName: String { "policy.seen" }

  init(in directory: URL, key: LookupKey<R>) {
    file = directory.appending(path: Self.fileName)
    self.key = key
  }

  /// What is known of the policy of before.
  enum Earlier: Equatable {
    case digest(String)
    /// The file is not there: nobody has opened the workspace since there are policies.
    case nothing
    /// The file is not as it was left.
    case altered
  }

  var earlier: Earlier {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return .nothing }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 2, words[1] == code(of: words[0]) else { return .altered }
    return .digest(words[0])
  }

  func remember(_ digest: String) throws {
    try WorkspaceFiles.write("\(digest) \(code(of: digest))\n", to: file)
  }

  private func code(of digest: String) -> String {
    Digest256(bytes: key.code(domain: "policy.seen", value: Array(digest.utf8)).bytes)?
      .hexadecimal ?? ""
  }
}
