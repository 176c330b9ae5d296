import Glibc
package import Masking
import Text

/// The assistant's side of the pipe: answers one message after the other, until the pipe ends.
///
/// It calls for nothing but memory, threads to learn with, and `read` and `write` on its descriptor.
package struct AssistantServer {
  private let descriptor: Int32
  private let confinementError: Int32
  private let makeMasker: (String?) throws -> Masker
  private var masker = Masker()
  private var shelf: RuleShelf?

  /// A bundle with years of articles.
  private static let requestByteLimit = 160_000_000

  /// `confinementError` is 0 where the process is confined; `makeMasker` reads the bundle's policy.
  package init(
    descriptor: Int32, confinementError: Int32, makeMasker: @escaping (String?) throws -> Masker
  ) {
    self.descriptor = descriptor
    self.confinementError = confinementError
    self.makeMasker = makeMasker
  }

  package mutating func run() {
    while let frame = Frame.read(from: descriptor, limit: Self.requestByteLimit) {
      let answer = Frame(number: frame.number, bytes: answer(to: frame.bytes).bytes)
      guard answer.write(by: { write(descriptor, $0, $1) }) else { return }
    }
  }

  private mutating func answer(to bytes: [UInt8]) -> AssistantAnswer {
    guard let request = try? AssistantRequest(bytes, masker: masker) else { return .confused }
    if case .load(let bundle) = request { return load(bundle) }
    guard let assistant = shelf?.assistant else { return .confused }
    switch request {
    case .load: return .confused
    case .suggest(let context): return .suggestions(assistant.suggest(for: context))
    case .rank(let context, let limit):
      return .ranking(assistant.rank(context, limit: limit))
    case .explain(let context): return .lines(assistant.explain(context).lines)
    case .check(let reply, let rule, let language):
      return .findings(assistant.check(reply, from: rule, language: language))
    }
  }

  /// New rules that are faulty leave the old ones in use.
  private mutating func load(_ bundle: AssistantBundle) -> AssistantAnswer {
    guard let masker = try? makeMasker(bundle.policy) else {
      let problem = SourceFault.Problem.other(
        fault: "The policy cannot be read.", advice: "`sealdesk policy check` says why.")
      return .refused([SourceFault(place: SourcePlace(file: "policy", line: 1), problem: problem)])
    }
    do {
      let (rules, knowledge) = try bundle.read(masker: masker)
      var next = shelf ?? RuleShelf(Assistant(rules: RulePack(), ranking: bundle.ranking))
      next.reload(masker: masker) { () throws(AssistantError) in (rules, knowledge) }
      shelf = next
      self.masker = masker
      return .ready(
        AssistantSummary(
          ruleCount: rules.rules.count, sectionCount: knowledge.sections.count,
          confinementError: confinementError))
    } catch {
      guard case .invalid(let faults) = error else { return .refused([]) }
      return .refused(faults)
    }
  }
}
