import ArgumentParser

/// Prints what each key does, as the file in which one changes that.
struct KeyMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keymap", abstract: "Prints the console's keys, as a file to change.",
    discussion: """
      Keep the lines that you change in ~/.config/sealdesk/keys.yaml, or name a file by --keys \
      when opening the console; what a file does not speak of stays as it is, and an empty list \
      takes a command's keys away. A file with a fault is refused, with the line and the fault.
      """)

  @Option(help: "Reads this file instead of the one among your settings.", completion: .file())
  var keys: String?

  func run() throws {
    StandardOutput.write(KeyFile.text(of: try KeyFile.keyMap(from: keys)))
  }
}
