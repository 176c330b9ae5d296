import Foundation

/// Whether memory may be written to a disk in clear, keys and all.
struct SwapCheck {
  /// The kernel's table, as `/proc/swaps` has it.
  let table: String
  /// Whether what is written to a device is encrypted on the way.
  let isEncrypted: (_ device: String) -> Bool

  var diagnosis: Diagnosis {
    let check = "swap"
    let clear = table.split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: " ").first.map(String.init) }
      // Compressed memory is memory yet.
      .filter { !$0.hasPrefix("/dev/zram") && !isEncrypted($0) }
    guard clear.isEmpty else {
      return .advice(
        check, "memory may be written to \(clear.listed()) in clear",
        "Encrypt it, or turn it off: keys are in memory while somebody is unlocked.")
    }
    return .ok(check, "nothing of memory is written to a disk in clear")
  }
}

extension SwapCheck {
  /// Of this machine.
  init() {
    table = (try? String(contentsOfFile: "/proc/swaps", encoding: .utf8)) ?? ""
    isEncrypted = { device in
      let name = device.split(separator: "/").last.map(String.init) ?? ""
      let file = "/sys/block/\(name)/dm/uuid"
      return (try? String(contentsOfFile: file, encoding: .utf8))?.hasPrefix("CRYPT-") == true
    }
  }
}
