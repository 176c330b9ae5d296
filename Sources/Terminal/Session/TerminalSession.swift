import CNcursesw
package import Canvas
import Glibc
package import Text

/// The terminal while it is ours: taken in the initialiser, given back on every way out.
///
/// One session a process at a time: curses and the fatal signals know only one terminal.
@MainActor
package final class TerminalSession {
  /// What a session depends on.
  package struct Options: Sendable {
    /// TERM, COLORTERM and NO_COLOR are read.
    package var environment: [String: String]
    /// Where standard output and error go meanwhile; nil for nowhere.
    package var logPath: String?
    /// A line for the person whose console has crashed, shown on the restored screen.
    package var crashNotice: SanitizedText
    package var theme: Theme
    package var reportsMouse: Bool
    /// Off only where a test must look into the process.
    package var forbidsDumps: Bool

    package init(
      environment: [String: String], logPath: String? = nil,
      crashNotice: SanitizedText = .empty, theme: Theme = .dark, reportsMouse: Bool = false,
      forbidsDumps: Bool = true
    ) {
      self.environment = environment
      self.logPath = logPath
      self.crashNotice = crashNotice
      self.theme = theme
      self.reportsMouse = reportsMouse
      self.forbidsDumps = forbidsDumps
    }
  }

  let device: Device
  let signals: Int32
  let screen: TerminalScreen
  private let modes: PrivateModes
  private var streams: StandardStreams
  private var isOpen = true

  /// How many colours there are here.
  package let colorDepth: ColorDepth

  /// The colours of every frame from the next one on.
  package var theme: Theme {
    didSet { if theme != oldValue { screen.use(theme) } }
  }

  /// Rows and columns, as of the last resize.
  package private(set) var size: TerminalSize

  /// Whether mouse reports are on; while they are, the terminal's own selection is off.
  package var reportsMouse: Bool {
    didSet { if reportsMouse != oldValue { device.write(modes.mouse(on: reportsMouse)) } }
  }

  package init(_ options: Options) throws(TerminalError) {
    let type = try TerminalType(environment: options.environment)
    let device = try Device()
    let name = try type.installed()
    guard screen_set_locale() else { throw .noUnicodeLocale }
    if options.forbidsDumps { process_forbid_dumps() }
    var streams = try StandardStreams(logPath: options.logPath)

    modes = PrivateModes(isXtermLike: type.isXtermLike)
    let failure = restore_prepare(device.descriptor)
    guard failure == 0 else {
      streams.restore()
      throw .cannotOpenTerminal(errno: failure)
    }
    modes.prepareRestoring(notice: options.crashNotice)
    restore_arm(true)
    signals = signals_open()
    guard screen_open(name, device.descriptor) == SCREEN_OPENED else {
      signals_close()
      restore_now()
      restore_finish()
      streams.restore()
      throw .terminalTypeUnknown(SanitizedText(sanitizing: name))
    }
    modes.prepareRestoring(notice: options.crashNotice)

    self.device = device
    self.streams = streams
    reportsMouse = options.reportsMouse
    theme = options.theme
    colorDepth = ColorDepth(wanted: type.wantsColor, count: screen_color_count())
    screen = TerminalScreen(theme: theme, depth: colorDepth)
    size = Self.measure(self.device.descriptor)
    self.device.write(modes.on(mouse: reportsMouse))
  }

  /// Gives the terminal back, mode for mode; only the first call does.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    device.write(modes.off)
    screen_close()
    restore_mode()
    restore_finish()
    signals_close()
    streams.restore()
  }

  isolated deinit {
    close()
  }

  static func measure(_ descriptor: Int32) -> TerminalSize {
    var rows: Int32 = 0
    var columns: Int32 = 0
    screen_measure(descriptor, &rows, &columns)
    return TerminalSize(rows: Int(rows), columns: Int(columns))
  }
}

extension TerminalSession {
  /// Draws a frame; only what differs from the last one is sent.
  package func draw(_ frame: Frame) {
    screen.draw(frame)
  }

  /// Overwrites everything that has been drawn, here and in curses' buffers.
  ///
  /// The next frame is sent whole. A revealed value that leaves the frame is overwritten without this.
  package func forgetRevealed() {
    screen.forget()
  }

  /// Has the next frame sent whole, whatever the terminal shows now.
  package func invalidate() {
    screen.invalidate()
  }

  /// Takes the size the terminal has now; the next frame is sent whole.
  func resize() {
    size = Self.measure(device.descriptor)
    screen_resize(Int32(size.rows), Int32(size.columns))
    screen.forget()
  }

  /// Hands the terminal to the shell until the program is continued; what was drawn is forgotten.
  func suspend() {
    screen.forget()
    device.write(modes.off)
    screen_leave()
    restore_mode()
    restore_arm(false)
    // Where no shell can stop us, we are back at once.
    _ = signals_stop_group()
    takeAgain()
  }

  /// Takes the terminal again, after a suspension or a stop that we did not ask for.
  func takeAgain() {
    restore_arm(true)
    screen_return()
    device.write(modes.on(mouse: reportsMouse))
    screen.invalidate()
  }
}

extension TerminalSession {
  /// Has the system write no core and show nobody this process's memory (prctl(2)).
  package nonisolated static func forbidDumps() {
    process_forbid_dumps()
  }

  /// Finds out beforehand whether a session could be opened here, without touching the terminal.
  ///
  /// - Throws: what the initialiser would.
  package static func check(environment: [String: String]) throws(TerminalError) {
    _ = try TerminalType(environment: environment).installed()
    _ = try Device()
  }
}
