package import Desk
package import Foundation
import Observation
import Text
import Tickets

/// The console as a whole: which pane has the focus, what lies over it, what the keys mean.
///
/// The panes have models of their own; this one only brings them together. It does nothing by
/// itself: it is given input and ticks, and says in `nextDeadline` when the next tick is due.
@Observable @MainActor
package final class ConsoleModel {
  /// What fills the screen.
  package enum Place: Hashable, Sendable { case desk, auditLog }

  package let session: DeskSession
  package let clock: ConsoleClock
  package let messages: MessagesModel
  package let queue: QueueModel
  package let conversation: ConversationModel
  package let suggestions: SuggestionsModel
  package let composer: ComposerModel
  package let reveals: RevealModel
  /// Requests to see what takes a supervisor.
  package let approvals: ApprovalsModel
  /// Looks by break-glass, for supervisors.
  package let emergencies: EmergenciesModel
  /// Only for those whose role may read it.
  package internal(set) var audit: AuditLogModel?
  package internal(set) var scenario: ScenarioModel?
  package internal(set) var place: Place = .desk
  package internal(set) var focus: Pane = .queue
  package internal(set) var dialogs: [OpenDialog] = []
  package internal(set) var lock: LockModel?
  package internal(set) var undoOffer: UndoOffer?
  /// Keys that may become a sequence.
  package internal(set) var pendingKeys: [KeyPress] = []
  /// Whether the events of the desk still come.
  package internal(set) var isLive = false
  @ObservationIgnored package let commands: CommandRegistry
  @ObservationIgnored package let keyMap: KeyMap
  @ObservationIgnored package let keyBar: KeyBar
  @ObservationIgnored package let tasks: OwnedTasks
  @ObservationIgnored let context: ConsoleContext
  @ObservationIgnored let ahead: ReadAhead
  @ObservationIgnored let effect: (ConsoleEffect) -> Void
  @ObservationIgnored let checkPassphrase: @Sendable (_ passphrase: [UInt8]) async -> Bool
  /// Where attachments are saved unless another path is typed.
  @ObservationIgnored let saveFolder: URL
  /// Colleagues see once that a reply is being written.
  @ObservationIgnored var hasAnnouncedReply = false
  /// The next answer of the desk brings a recalled reply back into the composer.
  @ObservationIgnored var undoRecalledDraft = false
  /// Keys for a ticket that is still being opened.
  @ObservationIgnored var waitingInput: [ConsoleInput] = []
  /// Whether the terminal shows one pane at a time; set by whoever draws.
  @ObservationIgnored package var isNarrow = false

  /// How long a dialog that changes something pays no attention to keys.
  package static let queuedKeySeconds: TimeInterval = 0.3

  /// A console at a desk.
  ///
  /// `now` is read at every input and tick. Attachments are saved to `saveFolder` unless another
  /// path is typed. `checkPassphrase` says whether the passphrase opens the
  /// keys again after a lock. `effect` is told what the console asks of the program around it.
  package init(
    desk: any DeskService, calendar: Calendar, now: @escaping @MainActor () -> Date,
    commands: CommandRegistry = .standard, keyMap: KeyMap = .standard,
    saveFolder: URL = .homeDirectory,
    checkPassphrase: @escaping @Sendable (_ passphrase: [UInt8]) async -> Bool,
    effect: @escaping (ConsoleEffect) -> Void
  ) {
    session = desk.session
    clock = ConsoleClock(calendar: calendar, read: now)
    messages = MessagesModel(clock: clock)
    tasks = OwnedTasks()
    context = ConsoleContext(desk: desk, clock: clock, messages: messages, tasks: tasks)
    queue = QueueModel(context: context)
    conversation = ConversationModel(context: context)
    suggestions = SuggestionsModel(context: context)
    composer = ComposerModel(context: context)
    reveals = RevealModel(context: context)
    let opening = OpeningLink()
    approvals = ApprovalsModel(context: context) { opening.take($0) }
    emergencies = EmergenciesModel(context: context)
    ahead = ReadAhead(context: context)
    self.commands = commands
    self.keyMap = keyMap
    keyBar = KeyBar(keyMap: keyMap, registry: commands)
    self.saveFolder = saveFolder
    self.checkPassphrase = checkPassphrase
    self.effect = effect
    opening.take = { [weak self] in self?.openedApproved($0) }
    connect()
  }

  private func connect() {
    queue.selectionChanged = { [weak self] in self?.followSelection() }
    conversation.conversationChanged = { [weak self] isAnother in
      self?.conversationChanged(isAnother: isAnother)
    }
    conversation.loadFinished = { [weak self] in self?.releaseWaitingInput() }
    composer.accepted = { [weak self] message, composition in
      self?.accepted(message, composition)
    }
    composer.held = { [weak self] findings in
      self?.present(.held(HeldReplyModel(findings: findings)))
    }
  }

  /// Whether this is the sandbox: a fact about the desk, shown on every screen.
  package var isPractice: Bool { session.isPractice }

  // MARK: Dialogs

  package var dialog: Dialog? { dialogs.last?.dialog }

  func present(_ dialog: Dialog) {
    dialogs.append(OpenDialog(dialog: dialog, openedAt: clock.now))
  }

  func dismissDialog() {
    dialogs.popLast()?.dialog.close()
  }

  /// Closes the topmost dialog and everything that was above this one.
  func dismissAllDialogs() {
    while !dialogs.isEmpty { dismissDialog() }
  }

  // MARK: Focus

  func focus(_ pane: Pane) {
    guard pane != focus else { return }
    if focus == .composer { composer.saveNow() }
    focus = pane
    if pane != .conversation {
      conversation.dropHighlight()
      conversation.endSelecting()
    }
  }

  func focusNext(by step: Int) {
    let all = Pane.allCases
    let place = all.firstIndex(of: focus) ?? 0
    focus(all[(place + step + all.count) % all.count])
  }
}

/// What is opened goes to the console, which is complete only after the model that opens.
@MainActor
private final class OpeningLink {
  var take: ([OpenReveal]) -> Void = { _ in }
}
