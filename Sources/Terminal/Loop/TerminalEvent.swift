/// What the event loop hands to the program.
package enum TerminalEvent: Hashable, Sendable {
  case input(InputEvent)
  case resized(TerminalSize)

  /// Somebody sent SIGTSTP. Hide what nobody may see over a shoulder, then call
  /// ``EventLoop/suspend()``.
  case suspendRequested

  /// The time has come that ``EventLoop/run(on:handle:draw:alarm:)`` was given.
  case alarm

  /// The program runs again after a stop of unknown length.
  case resumed
}

/// Why the event loop ended.
package enum LoopEnd: Hashable, Sendable {
  /// ``EventLoop/stop()`` was called.
  case stopped
  /// The terminal is gone.
  case hangUp
  /// SIGTERM, SIGINT, SIGQUIT or SIGHUP.
  case signal(Int32)

  /// As a shell reports it: 0, 129 for a hang-up, 128 and the signal's number.
  package var exitCode: Int32 {
    switch self {
    case .stopped: 0
    case .hangUp: 129
    case .signal(let number): 128 + number
    }
  }
}
