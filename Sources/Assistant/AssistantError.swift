/// Why rules, articles or a line of input could not be taken.
package enum AssistantError: Error, Hashable, Sendable {
  /// The files hold faults; all that were found, in the order of the files.
  case invalid([SourceFault])
  /// The directory or one of its files cannot be read.
  case unreadable(file: String)
  /// There is no rule file in the directory.
  case empty(directory: String)
  /// A line of input is not the JSON object that is expected; counted from 1.
  case malformedLine(Int)
  /// A message between the console and the assistant's process is not one.
  case malformedMessage
  /// The assistant's process cannot be started, has ended, or does not answer.
  case unavailable
}
