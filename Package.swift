// swift-tools-version: 6.2
import PackageDescription

// The arrows of the architecture page. A module may import what its line names and nothing else;
// Tests/ArchitectureTests reads the sources and holds every file to the same table.

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
// The SQLite that GRDB links: rows are read and written where speed matters by its own functions.
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "sealdesk",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "sealdesk", targets: ["sealdesk"])
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Pure values.
    .target(name: "Text"),
    .target(name: "Canvas", dependencies: ["Text"]),

    // Privacy's own ground: keys, masks, the record of looks.
    .target(name: "Sealing", dependencies: [crypto, cryptoExtras]),
    .target(name: "Masking", dependencies: ["Sealing", "Text"]),
    .target(name: "Tickets", dependencies: ["Masking", "Sealing", "Text"]),
    .target(name: "Audit", dependencies: ["Tickets", "Masking", "Sealing", "Text"]),
    .target(name: "Assistant", dependencies: ["Tickets", "Masking", "Text", yams]),

    // Use cases, and the two sides that reach outside.
    .target(
      name: "Desk", dependencies: ["Assistant", "Audit", "Tickets", "Masking", "Sealing", "Text"]),
    .target(
      name: "TicketStore",
      dependencies: ["Desk", "Audit", "Tickets", "Masking", "Sealing", "Text", grdb, sqlite]),
    .target(
      name: "Channels", dependencies: ["Desk", "Audit", "Tickets", "Masking", "Sealing", "Text"]),
    .target(
      name: "Training",
      dependencies: ["Desk", "Assistant", "Audit", "Tickets", "Masking", "Sealing", "Text", yams]),

    // What a person sees.
    .target(
      name: "ViewModels",
      dependencies: ["Desk", "Assistant", "Audit", "Tickets", "Masking", "Text"]),
    .target(
      name: "Screens",
      dependencies: [
        "ViewModels", "Canvas", "Desk", "Assistant", "Audit", "Tickets", "Masking", "Text", yams,
      ]),
    .target(
      name: "CNcursesw",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "Terminal", dependencies: ["Canvas", "Text", "CNcursesw"]),
    // The filter of system calls that the assistant's process shuts itself in with.
    .target(name: "CConfinement"),

    // The one place where live parts are chosen.
    .executableTarget(
      name: "sealdesk",
      dependencies: [
        "Terminal", "Screens", "ViewModels", "Training", "Channels", "TicketStore", "Desk",
        "Assistant", "Audit", "Tickets", "Masking", "Sealing", "Canvas", "Text", "CConfinement",
        arguments, yams,
      ],
      resources: [.copy("../../SampleData"), .copy("../../Themes")]),
    // A malloc that counts, for the benchmark alone.
    .target(name: "AllocationCount", path: "Tests/AllocationCount"),
    .executableTarget(
      name: "sealdesk-bench",
      dependencies: [
        "AllocationCount", "MaskingFixtures", "PowerLoss", "Terminal", "Screens", "ViewModels",
        "Training",
        "Channels", "TicketStore", "Desk", "Assistant", "Audit", "Tickets", "Masking", "Sealing",
        "Canvas", "Text", arguments, grdb,
      ],
      path: "Tests/Benchmarks", exclude: ["Masking/patterns.txt", "Tools"]),

    // Tests, one target a module, and one for the whole program.
    .target(name: "SeededRandom", path: "Tests/SeededRandom"),
    // A file system under SQLite that notes what reaches the disk, and trials of what is left of it.
    .target(
      name: "DiskJournal", path: "Tests/DiskJournal", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
      name: "PowerLoss",
      dependencies: [
        "DiskJournal", "SeededRandom", "TicketStore", "Desk", "Audit", "Tickets", "Masking",
        "Sealing", "Text",
      ],
      path: "Tests/PowerLoss"),
    .testTarget(name: "TextTests", dependencies: ["SeededRandom", "Text"]),
    .testTarget(name: "CanvasTests", dependencies: ["SeededRandom", "Canvas", "Text"]),
    .testTarget(
      name: "SealingTests", dependencies: ["Sealing"], exclude: ["Independent"]),
    .target(
      name: "MaskingFixtures", dependencies: ["Masking", "Sealing", "Text"],
      path: "Tests/MaskingFixtures"),
    .testTarget(
      name: "MaskingTests", dependencies: ["MaskingFixtures", "Masking", "Sealing", "Text"],
      exclude: ["Fixtures"]),
    .testTarget(name: "TicketsTests", dependencies: ["Tickets", "Masking", "Sealing", "Text"]),
    .testTarget(
      name: "AuditTests",
      dependencies: ["SeededRandom", "Audit", "Tickets", "Masking", "Sealing", "Text"],
      exclude: ["Fixtures", "Independent"]),
    .testTarget(name: "AssistantTests", dependencies: ["Assistant", "Tickets", "Masking", "Text"]),
    .target(
      name: "DeskFixtures",
      dependencies: [
        "TicketStore", "Desk", "Assistant", "Audit", "Tickets", "Masking", "Sealing", "Text",
      ],
      path: "Tests/DeskFixtures"),
    .testTarget(
      name: "DeskTests",
      dependencies: [
        "DeskFixtures", "TicketStore", "Desk", "Assistant", "Audit", "Tickets", "Masking",
        "Sealing", "Text",
      ]),
    .testTarget(
      name: "TicketStoreTests",
      dependencies: [
        "SeededRandom", "PowerLoss", "TicketStore", "Desk", "Audit", "Tickets", "Masking",
        "Sealing", "Text", grdb,
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ChannelsTests",
      dependencies: [
        "DeskFixtures", "TicketStore", "Channels", "Desk", "Audit", "Tickets", "Masking", "Sealing",
        "Text", "SeededRandom", grdb,
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "DeskFixtures", "TicketStore", "Training", "Desk", "Assistant", "Audit", "Tickets",
        "Masking", "Sealing", "Text",
      ]),
    .target(
      name: "ConsoleFixtures",
      dependencies: [
        "ViewModels", "Desk", "Assistant", "Audit", "Tickets", "Masking", "Sealing", "Text",
      ],
      path: "Tests/ConsoleFixtures"),
    .testTarget(
      name: "ViewModelsTests",
      dependencies: [
        "SeededRandom", "ConsoleFixtures", "ViewModels", "Desk", "Assistant", "Audit", "Tickets",
        "Masking", "Text",
      ]),
    .testTarget(
      name: "ScreensTests",
      dependencies: [
        "ConsoleFixtures", "Screens", "ViewModels", "Canvas", "Desk", "Assistant", "Audit",
        "Tickets", "Masking", "Text",
      ],
      exclude: ["Goldens"]),
    .testTarget(
      name: "TerminalTests", dependencies: ["SeededRandom", "Terminal", "Canvas", "Text"]),
    // The fixtures must not compile, so the target must not try to.
    .testTarget(
      name: "ArchitectureTests", dependencies: ["sealdesk"], exclude: ["MustNotCompile"]),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["SeededRandom", "Terminal", "Canvas", "Text"],
      path: "Tests/TerminalProbe"),
    .testTarget(
      name: "EndToEndTests", dependencies: ["sealdesk", "TerminalProbe"], exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)

// One loop, so that no target can be forgotten.
for target in package.targets
where !["AllocationCount", "CConfinement", "CNcursesw", "DiskJournal"].contains(target.name) {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .treatAllWarnings(as: .error),
      .treatWarning("DeprecatedDeclaration", as: .warning),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .enableUpcomingFeature("InferIsolatedConformances"),
    ]
}
