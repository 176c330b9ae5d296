import Foundation
import Observation
package import Text

/// The locked screen: nothing of the desk is shown, and only the passphrase brings it back.
@Observable @MainActor
package final class LockModel {
  /// How many characters were typed; which, nobody draws.
  package var typedCount: Int { typed.count }
  package private(set) var isChecking = false
  package private(set) var complaint: SanitizedText?
  private var typed: [Character] = []
  @ObservationIgnored private let tasks: OwnedTasks
  @ObservationIgnored private let check: @Sendable (_ passphrase: [UInt8]) async -> Bool
  @ObservationIgnored private let unlocked: () -> Void

  package init(
    tasks: OwnedTasks, check: @escaping @Sendable (_ passphrase: [UInt8]) async -> Bool,
    unlocked: @escaping () -> Void
  ) {
    self.tasks = tasks
    self.check = check
    self.unlocked = unlocked
  }

  package func handle(_ press: KeyPress) {
    guard !isChecking else { return }
    switch press.key {
    case .enter: submit()
    case .escape: forget()
    case .backspace: if !typed.isEmpty { typed.removeLast() }
    default:
      guard let character = press.typed else { return }
      complaint = nil
      typed.append(character)
    }
  }

  package func paste(_ text: SanitizedText) {
    guard !isChecking else { return }
    typed.append(contentsOf: text.string.filter { $0 != "\n" })
  }

  private func forget() {
    typed = []
    complaint = nil
  }

  private func submit() {
    guard !typed.isEmpty else { return }
    let bytes = Array(String(typed).utf8)
    forget()
    isChecking = true
    tasks.replace(.unlock) { [weak self, check] in
      let isRight = await check(bytes)
      self?.isChecking = false
      if isRight {
        self?.unlocked()
      } else {
        self?.complaint = "That is not the passphrase."
      }
    }
  }
}
