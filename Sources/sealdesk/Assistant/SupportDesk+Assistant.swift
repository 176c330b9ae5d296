import Assistant
import Desk
import Foundation
import Masking
import Text

extension ConfinedAssistant {
  /// One in a process of this very program.
  init(
    _ bundle: AssistantBundle, masker: Masker,
    whenChanged: @escaping @Sendable (AssistantStanding) async -> Void = { _ in }
  ) {
    self.init(
      bundle, masker: masker,
      launch: { () throws(AssistantError) in
        try .launch("/proc/self/exe", ["sealdesk", AssistantProcessCommand.name])
      }, whenChanged: whenChanged)
  }
}

extension SupportDesk {
  /// Keeps the assistant going in its process until cancelled, and says how it is doing.
  ///
  /// It learns while the console is open already: nobody waits for suggestions before they have read.
  /// What is wrong in a rule is said on the message line, and the desk works without suggestions.
  func keepAssistant(_ load: @Sendable () throws -> AssistantBundle, masker: Masker) async {
    do {
      // It takes a core for a while; the first frames come first.
      try await Task.sleep(for: .milliseconds(100))
      let bundle = try load()
      let assistant = ConfinedAssistant(bundle, masker: masker) { [weak self] standing in
        await self?.take(standing)
      }
      reload(assistant)
      await assistant.run()
      try await workWithoutProcess(bundle, masker: masker)
    } catch is CancellationError {
      return
    } catch {
      let reason = CommandFailure(error)?.sentence ?? "The rules cannot be read."
      notify(Notice(.failure, SanitizedText(sanitizing: reason)))
    }
  }

  private func take(_ standing: AssistantStanding) {
    switch standing.state {
    case .learning: return
    case .ready:
      if case .unconfined(let error) = standing.keeping {
        notify(
          Notice(
            .warning,
            "This system does not confine the assistant (error \(error)). It works, in a process of its own, with your rights."
          ))
      }
    case .restarting:
      notify(
        Notice(
          .warning,
          "The assistant's process ended and is started again. Nothing else has stopped, and nothing is lost."
        ))
    case .stopped where standing.restartCount > 0:
      notify(
        Notice(
          .failure,
          "The assistant's process ended \(standing.restartCount) times and stays off; the desk works without suggestions. Leave and come back to try again."
        ))
    case .stopped: return
    case .refused:
      notify(
        Notice(.failure, "The assistant's rules have faults: `sealdesk rules check` names them."))
    }
    assistantChanged()
  }

  /// Where no process can be started, the assistant is part of this one, and says so.
  private func workWithoutProcess(_ bundle: AssistantBundle, masker: Masker) async throws {
    try Task.checkCancellation()
    let standing = await assistantStanding()
    guard standing.state == .stopped, standing.restartCount == 0 else { return }
    notify(
      Notice(
        .warning, "The assistant gets no process of its own here; it works inside the console."))
    reload(try await Self.learn(bundle, masker: masker))
  }

  @concurrent
  private static func learn(_ bundle: AssistantBundle, masker: Masker) async throws -> Assistant {
    try bundle.assistant(masker: masker)
  }
}
