/// What a request of a sync did.
package struct SyncTally: Hashable, Sendable {
    /// Most refused lines and most warnings that are listed each.
    package static let listed = 1000

    package var added = 0
    package var changed = 0
    package var unchanged = 0
    package var removed = 0
    /// The first refused lines.
    package private(set) var refused: [Refused] = []
    /// All refused lines.
    package private(set) var refusedCount = 0
    /// The first warnings.
    package private(set) var warnings: [Warning] = []
    /// All warnings.
    package private(set) var warningCount = 0

    /// A line that was not used.
    package struct Refused: Hashable, Sendable {
        package let line: Int
        package let externalID: String?
        package let problems: [FieldProblem]
    }

    /// Something odd that refused nothing.
    package struct Warning: Hashable, Sendable {
        /// Nil: of the whole request.
        package let line: Int?
        package let externalID: String?
        /// In English, for the administrator of the CRM.
        package let message: String
    }

    package init() {}

    /// Whether records were written.
    var hasChanges: Bool { added + changed + removed > 0 }

    mutating func refuse(_ line: SyncLine, _ problems: [FieldProblem]) {
        refusedCount += 1
        guard refused.count < SyncTally.listed else { return }
        refused.append(
            Refused(line: line.number, externalID: line.externalID, problems: problems))
    }

    /// A warning of the whole request.
    mutating func warn(_ messages: [String]) { warn(nil, messages) }

    mutating func warn(_ line: SyncLine?, _ messages: [String]) {
        warningCount += messages.count
        for message in messages.prefix(max(0, SyncTally.listed - warnings.count)) {
            warnings.append(
                Warning(line: line?.number, externalID: line?.externalID, message: message))
        }
    }

    mutating func count(_ effect: SyncEffect) {
        switch effect {
        case .added: added += 1
        case .changed: changed += 1
        case .same: unchanged += 1
        case .removed: removed += 1
        case .putOff: break
        }
    }

    static func += (sum: inout SyncTally, other: SyncTally) {
        sum.added += other.added
        sum.changed += other.changed
        sum.unchanged += other.unchanged
        sum.removed += other.removed
        sum.refusedCount += other.refusedCount
        sum.refused += other.refused.prefix(max(0, SyncTally.listed - sum.refused.count))
        sum.warningCount += other.warningCount
        sum.warnings += other.warnings.prefix(max(0, SyncTally.listed - sum.warnings.count))
    }
}

/// What one line did.
enum SyncEffect {
    case added, changed, same, removed
    /// It names an alias: whether it counts is known at the end.
    case putOff
}

/// How a request of a sync ended.
package enum SyncOutcome: Hashable, Sendable {
    case done(SyncTally)
    /// So many records would go that it is asked first; nothing was removed.
    case braked(removing: Int, SyncTally)
}
