package import Canvas
import CNcursesw
import Glibc

/// The console's heart: keys, signals and changed models in, frames out.
///
/// Input is drawn at once; frames that only models ask for are held to 60 a second. All of it
/// happens on the main actor, and nothing at all while nothing happens.
@MainActor
package final class EventLoop {
  /// How long keys are taken without a frame in between.
  static let inputBudget = Duration.milliseconds(8)

  private let session: TerminalSession
  private let signal = RedrawSignal()
  private let clock = ContinuousClock()
  private var parser = InputParser()
  private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
  private var pacer = FramePacer()
  private var isSuspensionDue = false
  private var end: LoopEnd?

  private var handle: (TerminalEvent) -> Void = { _ in }
  private var draw: (TerminalSize) -> Frame?
  private var alarm: () -> ContinuousClock.Instant? = { nil }
  private var whenEnded: CheckedContinuation<LoopEnd, Never>?
  private var detach: () -> Void = {}

  package init(_ session: TerminalSession) {
    self.session = session
    draw = { _ in nil }
  }

  /// Serves the terminal until ``stop()``, a signal that ends programs, or a hang-up.
  ///
  /// - Parameters:
  ///   - main: the loop that this program's main actor runs on.
  ///   - handle: takes each event, in order.
  ///   - draw: makes the frame for a size. Whoever draws says by ``setNeedsDisplay()`` when what it
  ///     shows has changed.
  ///   - alarm: says after each event and frame when ``TerminalEvent/alarm`` is due. What passes
  ///     with time is drawn by this, without a task or a timer that would wake other threads at
  ///     every key.
  /// - Returns: why it ended; the terminal is still ours until the session is closed.
  package func run(
    on main: MainLoop, handle: @escaping (TerminalEvent) -> Void,
    draw: @escaping (TerminalSize) -> Frame,
    alarm: @escaping () -> ContinuousClock.Instant? = { nil }
  ) async -> LoopEnd {
    self.handle = handle
    self.draw = draw
    self.alarm = alarm
    signal.raise()
    return await withCheckedContinuation { continuation in
      whenEnded = continuation
      detach = { main.detach() }
      main.attach(self)
    }
  }

  /// Ends ``run(on:handle:draw:alarm:)`` after the event in hand.
  package func stop() {
    finish(.stopped)
  }

  /// Has a frame drawn; from any thread.
  package nonisolated func setNeedsDisplay() {
    signal.raise()
  }

  /// Stops the program as ^Z does, after one more frame: hide first what must not stay on the screen.
  package func suspend() {
    isSuspensionDue = true
    signal.raise()
  }

  /// Overwrites what was drawn, in every buffer, and draws anew at once.
  package func forgetRevealed() {
    session.forgetRevealed()
    pacer.hurry()
    signal.raise()
  }

  /// Draws the whole screen again (^L).
  package func redraw() {
    session.invalidate()
    signal.raise()
  }

  private func finish(_ end: LoopEnd) {
    guard self.end == nil else { return }
    self.end = end
    signal.raise()
  }
}

extension EventLoop: LoopSource {
  var descriptors: [Int32] { [session.device.descriptor, session.signals, signal.descriptor] }

  var deadline: ContinuousClock.Instant? {
    let frame = signal.isPending ? pacer.deadline ?? clock.now : nil
    return [frame, parser.deadline, alarm()].compactMap(\.self).min()
  }

  func turn(readable: Set<Int32>) {
    if readable.contains(signal.descriptor) { signal.clear() }
    if readable.contains(session.signals) { takeSignals() }
    var hadInput = false
    if readable.contains(session.device.descriptor) {
      hadInput = takeInput()
    } else {
      hadInput = deliver(parser.expire(at: clock.now))
    }
    ringIfDue()
    drawIfDue(hadInput: hadInput)
    if isSuspensionDue, end == nil { stopAndReturn() }
    if end != nil { resumeCaller() }
  }

  private func resumeCaller() {
    guard let end, let whenEnded else { return }
    self.whenEnded = nil
    detach()
    handle = { _ in }
    draw = { _ in nil }
    alarm = { nil }
    whenEnded.resume(returning: end)
  }
}

extension EventLoop {
  /// Reads as long as something is there, up to the budget; says whether there was an event.
  private func takeInput() -> Bool {
    let start = clock.now
    var hadInput = false
    repeat {
      guard let count = session.device.read(into: &buffer) else {
        finish(.hangUp)
        return hadInput
      }
      let events = parser.feed(buffer[..<count], at: clock.now)
      // A passphrase may have been among the keys.
      for index in 0..<count { buffer[index] = 0 }
      if deliver(events) { hadInput = true }
    } while end == nil && session.device.hasInput
      && start.duration(to: clock.now) < Self.inputBudget
    return hadInput
  }

  private func deliver(_ events: [InputEvent]) -> Bool {
    for event in events where end == nil { handle(.input(event)) }
    return !events.isEmpty
  }

  private func ringIfDue() {
    if end == nil, let due = alarm(), due <= clock.now { handle(.alarm) }
  }

  private func takeSignals(except known: Int32? = nil) {
    var numbers = Set<Int32>()
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(session.signals, &bytes, bytes.count)
    for byte in bytes.prefix(max(0, count)) where Int32(byte) != known {
      numbers.insert(Int32(byte))
    }

    if let number = [SIGTERM, SIGINT, SIGQUIT, SIGHUP].first(where: numbers.contains) {
      finish(.signal(number))
      return
    }
    if numbers.contains(SIGCONT) {
      session.takeAgain()
      afterReturn()
    } else if numbers.contains(SIGWINCH) {
      afterResize()
    }
    if numbers.contains(SIGTSTP) { handle(.suspendRequested) }
  }

  private func stopAndReturn() {
    isSuspensionDue = false
    session.suspend()
    // That it was continued is in the pipe too.
    takeSignals(except: SIGCONT)
    afterReturn()
  }

  private func afterReturn() {
    afterResize()
    handle(.resumed)
  }

  private func afterResize() {
    session.resize()
    handle(.resized(session.size))
    signal.raise()
  }

  private func drawIfDue(hadInput: Bool) {
    guard end == nil, hadInput || signal.isPending else { return }
    guard hadInput || isSuspensionDue || pacer.admits(at: clock.now) else { return }
    if hadInput { pacer.answeredKey() }
    _ = signal.take()
    let size = session.size
    guard let frame = draw(size) else { return }
    session.draw(frame)
  }
}
