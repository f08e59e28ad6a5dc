import ArgumentParser
import CallRules
import Store

/// What the server does every night, now.
struct PurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Delete what was kept longer than the settings say.",
        discussion: """
            May run beside the server. Prints how many rows of each kind; with --dry-run they stay.
            """)

    @Flag(name: .customLong("dry-run"), help: "Only say what would be deleted.")
    var isDryRun = false

    @OptionGroup var books: DatabaseOption

    func run() throws {
        try books.opened { store in
            let now = Environment.now()
            guard !isDryRun else {
                return PurgeCommand.show(try store.purgePreview(at: now))
            }
            try store.beginPurge(by: .command, at: now)
            while try store.continuePurge(at: now) {}
            PurgeCommand.show(
                try store.purges(limit: 1).filter { $0.beganAt == now }.flatMap(\.counts))
        }
    }

    private static func show(_ counts: [PurgeCount]) {
        for kind in PurgeKind.allCases {
            let rows = counts.first { $0.kind == kind }?.rows ?? 0
            print("\(kind.rawValue): \(rows)")
        }
    }
}
