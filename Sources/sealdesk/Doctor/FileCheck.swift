import Foundation
import Glibc

/// Who may read and write what lies in a workspace: to be asked before anything is opened.
struct FileCheck {
  let directory: URL

  var diagnoses: [Diagnosis] {
    [directoryDiagnosis, fileDiagnosis, spaceDiagnosis]
  }

  private var directoryDiagnosis: Diagnosis {
    let check = "directory"
    var status = stat()
    guard lstat(directory.path, &status) == 0 else {
      return .fault(check, "there is none", "Name the workspace's directory by --workspace.")
    }
    guard status.st_uid == geteuid() else {
      return .fault(
        check, "it belongs to somebody else", "Work under the account that owns the workspace.")
    }
    let mode = status.st_mode & 0o777
    guard mode & 0o077 == 0 else {
      let finding = "others may \(mode & 0o022 == 0 ? "read" : "write") in it"
      return mode & 0o022 == 0
        ? .advice(check, finding, "chmod 700 \(directory.path)")
        : .fault(check, finding, "chmod 700 \(directory.path)")
    }
    guard access(directory.path, W_OK) == 0 else {
      return .fault(
        check, "it cannot be written", "Mount it for writing: a look has to be recorded.")
    }
    return .ok(check, "it is private and can be written")
  }

  /// The keys and the database; what else lies there is meant to be edited.
  private var fileDiagnosis: Diagnosis {
    let check = "files"
    let keys = directory.appending(path: "keys")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: keys.path)) ?? []
    let sealed =
      ["keys"] + names.map { "keys/" + $0 }
      + ["tickets.db", "tickets.db-wal", "tickets.db-shm", "tickets.lock", "policy.seen"]
    let open = sealed.filter { name in
      var status = stat()
      guard lstat(directory.appending(path: name).path, &status) == 0 else { return false }
      return status.st_uid != geteuid() || status.st_mode & 0o077 != 0
        || status.st_mode & S_IFMT == S_IFLNK
    }
    guard open.isEmpty else {
      return .fault(
        check, "\(open.sorted().listed()) can be read by others, or lead elsewhere",
        "chmod go= those files, in a directory that is yours; then `sealdesk keys rotate`.")
    }
    return .ok(check, "keys and database are for the owner alone")
  }

  private var spaceDiagnosis: Diagnosis {
    let check = "space"
    var status = statvfs()
    guard statvfs(directory.path, &status) == 0 else {
      return .fault(check, "the file system does not say", "Look at the disk.")
    }
    let megabytes = (Int(status.f_bavail) * Int(status.f_frsize)) >> 20
    let finding = "\(megabytes) MB are free"
    if megabytes < 16 || (status.f_files > 0 && status.f_favail == 0) {
      return .fault(
        check, finding, "Free some space: without it nothing is recorded, so nothing is opened.")
    }
    return megabytes < 256 ? .advice(check, finding, "Free some space soon.") : .ok(check, finding)
  }
}
