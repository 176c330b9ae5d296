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
}
