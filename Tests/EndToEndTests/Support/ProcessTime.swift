import Glibc

/// The processor time a process has used, in clock ticks, all its threads together (proc(5)).
struct ProcessTime: Equatable {
  let ticks: Int

  init?(of processID: pid_t) {
    guard let text = readFile("/proc/\(processID)/stat"), let name = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[name...].split(separator: " ")
    guard fields.count > 13, let user = Int(fields[12]), let system = Int(fields[13])
    else { return nil }
    ticks = user + system
  }
}

/// A whole small file as text; nil where it cannot be read.
func readFile(_ path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
