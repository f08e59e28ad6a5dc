import ArgumentParser
import CallRules
import Store

/// Deletes now what the server deletes every night.
struct PurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Delete what was kept longer than the settings say.",
        discussion: """
            The server may run. Prints how many rows of each kind; with --dry-run they stay.
            """)

    @Flag(name: .customLong("dry-run"), help: "Only print what would be deleted.")
    var isDryRun = false

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        try databaseOption.opened { store in
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
