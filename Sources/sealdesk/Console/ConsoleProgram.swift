import Canvas
import Desk
import Foundation
import Screens
import Terminal
import Text
import ViewModels

/// The console on a terminal: keys to the models, models to frames, frames to the terminal.
@MainActor
final class ConsoleProgram {
  private let desk: any DeskService
  private let checkPassphrase: @Sendable ([UInt8]) async -> Bool
  private let options: ConsoleOptions
  private let logFile: URL
  private let idleTimeout: Duration?
  private let guide: (any ScenarioGuide)?
  private let theme: Theme
  private let keyMap: KeyMap
  private let ending: (@Sendable () async -> Void)?

  /// A program for one desk.
  ///
  /// While the screen is up, a stray print or a fatal error's last words go to `logFile`; `guide`
  /// leads a trainee through a scenario. After `idleTimeout` without a key the screen locks. Once
  /// `ending` returns, the program ends as if the person had left.
  init(
    desk: any DeskService, options: ConsoleOptions, theme: Theme, keyMap: KeyMap, logFile: URL,
    idleTimeout: Duration? = nil, guide: (any ScenarioGuide)? = nil,
    ending: (@Sendable () async -> Void)? = nil,
    checkPassphrase: @escaping @Sendable ([UInt8]) async -> Bool
  ) {
    self.desk = desk
    self.options = options
    self.theme = theme
    self.keyMap = keyMap
    self.logFile = logFile
    self.idleTimeout = idleTimeout
    self.guide = guide
    self.ending = ending
    self.checkPassphrase = checkPassphrase
  }

  /// Serves the terminal until the person leaves, or it is gone.
  func run(on main: MainLoop) async throws -> LoopEnd {
    let session = try TerminalSession(
      .init(
        environment: ProcessInfo.processInfo.environment, logPath: logFile.path,
        crashNotice:
          "Sealdesk stopped unexpectedly. Drafts are kept, sealed; nothing else is lost.",
        theme: theme))
    defer { session.close() }
    let loop = EventLoop(session)
    let effects = EffectBox()
    let console = ConsoleModel(
      desk: desk, calendar: .current, now: { Date() }, keyMap: keyMap, saveFolder: Self.saveFolder,
      checkPassphrase: checkPassphrase,
      effect: { effects.perform($0) })
    let renderer = ConsoleRenderer(
      glyphs: glyphs(for: session.colorDepth), whenChanged: { loop.setNeedsDisplay() })
    effects.perform = { [weak self, messages = console.messages] effect in
      self?.perform(effect, loop: loop, session: session, messages: messages)
    }
    console.start()
    if let guide { console.play(guide) }
    let idleLock = idleTimeout.map { IdleLock(console, after: $0) }
    let ending = Task { [ending] in
      guard let ending else { return }
      await ending()
      if !Task.isCancelled { loop.stop() }
    }
    defer { ending.cancel() }
    let end = await loop.run(on: main) { event in
      if case .input = event { idleLock?.noteInput() }
      self.handle(event, console: console, loop: loop)
    } draw: { size in
      renderer.frame(for: console, rows: size.rows, columns: size.columns)
    } alarm: {
      .now.advanced(by: .seconds(max(0, console.nextDeadline.timeIntervalSinceNow)))
    }
    idleLock?.stop()
    await console.stop()
    return end
  }

  /// The person's downloads where there is such a folder, else their home.
  private static var saveFolder: URL {
    let downloads = URL.homeDirectory.appending(path: "Downloads")
    let isThere = FileManager.default.fileExists(atPath: downloads.path)
    return isThere ? downloads : .homeDirectory
  }

  private func glyphs(for depth: ColorDepth) -> GlyphSet {
    if options.ascii || options.accessible { return .ascii }
    return depth == .mono || depth == .basic8 ? .bracketed : .unicode
  }

  private func handle(_ event: TerminalEvent, console: ConsoleModel, loop: EventLoop) {
    switch event {
    case .input(.pasteRefused):
      console.messages.report(
        Notice(.warning, "What was pasted is longer than 8 MB and was left out. Attach it instead.")
      )
    case .input(let input):
      if let input = ConsoleInput(input) { console.handle(input) }
    case .suspendRequested:
      console.suspend()
      loop.suspend()
    case .alarm:
      console.tick()
    case .resized, .resumed:
      break
    }
  }

  private func perform(
    _ effect: ConsoleEffect, loop: EventLoop, session: TerminalSession, messages: MessagesModel
  ) {
    switch effect {
    case .redraw: loop.redraw()
    case .suspend: loop.suspend()
    case .lock: loop.forgetRevealed()
    case .toggleMouse: session.reportsMouse.toggle()
    case .nextTheme:
      guard let next = try? options.theme(after: session.theme) else { return }
      session.theme = next
      loop.redraw()
    case .reloadThemes:
      reloadTheme(of: session, saying: messages)
      loop.redraw()
    case .quit: loop.stop()
    }
  }

  /// What cannot be read leaves the screen as it is, and is said with its file and line.
  private func reloadTheme(of session: TerminalSession, saying messages: MessagesModel) {
    do {
      session.theme = try options.reread(session.theme)
      messages.report(Notice(.success, "The theme was read again."))
    } catch {
      let cause = SanitizedText(sanitizing: CommandFailure(error)?.sentence ?? "\(error)")
      messages.report(Notice(.failure, "\(cause) The theme stays as it was."))
    }
  }
}

/// Effects go to the program, which is complete only after the model that asks for them.
@MainActor
private final class EffectBox {
  var perform: (ConsoleEffect) -> Void = { _ in }
}
