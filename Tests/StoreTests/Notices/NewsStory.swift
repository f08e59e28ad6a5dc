import CallRules
import GRDB
import TestSupport

@testable import Store

/// Somebody with the number calls; perhaps there is a conversation with the number, too.
struct NewsStory: CustomStringConvertible {
    /// A message that takes effect, in seconds since the call began.
    struct Arrival {
        enum What { case dial, bridge, hangup, record }
        /// How it takes effect: as it comes, released from quarantine or replayed long after it came,
        /// or from Phonet's history.
        enum Door { case webhook, released, history }

        let second: Int
        let what: What
        let door: Door
        /// When it came.
        let came: Int
    }

    /// Who has the number, and who is responsible.
    enum Caller: CaseIterable {
        case client, clientWithoutAdmins, lead, leadOfNobody, leadOfInactive, stranger, hidden

        var number: String? {
            switch self {
            case .client: Company.iryna
            case .clientWithoutAdmins: "+380500000012"
            case .lead: "+380500000013"
            case .leadOfNobody: "+380500000014"
            case .leadOfInactive: "+380500000015"
            case .stranger: Company.unknownCaller
            case .hidden: nil
            }
        }

        var admins: Set<Int64> { self == .client ? [1, 3] : [] }
        var responsible: Set<Int64> { self == .lead ? [2] : [] }
        var isUnknown: Bool { self == .stranger || self == .hidden }
    }

    let caller: Caller
    let answerer: Int64
    let isAnswered: Bool
    /// Whether an answered call's hangup names the answer; otherwise it seems missed.
    let hangupTells: Bool
    let arrivals: [Arrival]
    /// Seconds until the rules of a call from history run, unless a webhook comes first.
    let patience: Int
    /// Begin of a conversation with the number, in seconds since the call began; nil: there is none.
    let talk: Int?
    let settings: Settings

    /// `Conversation` is answered after 9 seconds and ends after 145.
    static let ends = 145
    static let active: Set<Int64> = [1, 2, 3, 4]

    init(_ chance: inout SeededRandom) {
        func list(_ chance: inout SeededRandom) -> [Employee.ID] {
            (1...5).filter { _ in Int.random(in: 0...2, using: &chance) == 0 }.map(Employee.ID.init)
        }
        caller = Caller.allCases.randomElement(using: &chance) ?? .stranger
        answerer = Int64.random(in: 1...4, using: &chance)
        isAnswered = Bool.random(using: &chance)
        hangupTells = Int.random(in: 0...2, using: &chance) > 0
        let delays = [0, 0, 0, 0, 1, 30, 70, 200, 4000]
        var all: [Arrival] = []
        func arrive(_ what: Arrival.What, at second: Int, _ chance: inout SeededRandom) {
            if Int.random(in: 0...6, using: &chance) == 0 { return }
            for _ in 0...(Int.random(in: 0...3, using: &chance) == 0 ? 1 : 0) {
                let delay = delays.randomElement(using: &chance) ?? 0
                var door = Arrival.Door.webhook
                if Int.random(in: 0...3, using: &chance) == 0 {
                    door = what == .record ? .history : .released
                }
                all.append(
                    Arrival(
                        second: second + delay, what: what, door: door,
                        came: door == .released ? second : second + delay))
            }
        }
        arrive(.dial, at: 0, &chance)
        if isAnswered { arrive(.bridge, at: 9, &chance) }
        arrive(.hangup, at: NewsStory.ends, &chance)
        arrive(.record, at: NewsStory.ends + 2, &chance)
        arrivals = all.shuffled(using: &chance).enumerated()
            .sorted { ($0.element.second, $0.offset) < ($1.element.second, $1.offset) }
            .map(\.element)
        patience = [0, 40, 1800].randomElement(using: &chance) ?? 0
        talk =
            caller == .hidden || Int.random(in: 0...2, using: &chance) > 0
            ? nil : [-400, -100, 20, 160, 300].randomElement(using: &chance)
        var settings = Settings()
        settings.callPushEmployeeIDs = list(&chance)
        settings.notifyMissedUnknownEmployeeIDs = list(&chance)
        settings.notifyMissedLeadResponsible = Bool.random(using: &chance)
        settings.notifyMissedClientAdmins = Bool.random(using: &chance)
        settings.notifyMissedUnknown = Bool.random(using: &chance)
        settings.missedFallback = Bool.random(using: &chance)
        settings.notifyAssigned = Bool.random(using: &chance)
        settings.createLead.missedIncoming.isOn = Bool.random(using: &chance)
        settings.distributionMode = .even
        settings.distributionEmployeeIDs = [Company.marko]
        settings.pushDelaySeconds = [0, 3, 20, 100, 200, 900].randomElement(using: &chance) ?? 0
        self.settings = settings
    }

    var description: String {
        let messages = arrivals.map {
            "\($0.what)@\($0.second)\($0.door == .webhook ? "" : " \($0.door)")"
        }.joined(separator: ", ")
        return """
            \(caller), \(isAnswered ? "answered by \(answerer)\(hangupTells ? "" : ", hangup silent")" : "missed"): \
            \(messages); patience \(patience), \
            talk \(talk.map(String.init) ?? "none"); pause \(settings.pushDelaySeconds), \
            14 \(settings.callPushEmployeeIDs.map(\.value)), \
            16 \(settings.notifyMissedLeadResponsible) 17 \(settings.notifyMissedClientAdmins) \
            18 \(settings.notifyMissedUnknown) \
            \(settings.notifyMissedUnknownEmployeeIDs.map(\.value)) \
            fallback \(settings.missedFallback) lead \(settings.createLead.missedIncoming.isOn) \
            assigned \(settings.notifyAssigned)
            """
    }
}

extension NewsStory {
    /// The seconds at which something may happen: arrivals, ends of settling and of pauses.
    private var moments: [Int] {
        let events =
            arrivals.map(\.second)
            + arrivals.filter { $0.door == .history }.map { $0.second + patience }
            + (talk.map { [$0 + 9, $0 + NewsStory.ends] } ?? [])
        let settled = events.flatMap { [$0, $0 + Call.settlingSeconds] }
        return Set(settled + settled.map { $0 + settings.pushDelaySeconds }).sorted()
    }

    /// Who was told what, each as often as it was told.
    func play(_ tx: Writer.Transaction) throws -> [String] {
        let start = Company.morning
        func at(_ second: Int) -> Instant { start.advanced(bySeconds: second) }
        let call = Conversation(
            uuid: "a1", number: caller.number, extension: "\(100 + answerer)", start: start)
        let snapshot = SettingsSnapshot(version: 2, settings: settings)
        try tx.db.execute(
            sql: "DELETE FROM call; DELETE FROM lead WHERE id > 9; DELETE FROM missed_case;")
        let book = CallBook(settings: snapshot, sql: tx.sql)
        var history = CallBook(settings: snapshot, sql: tx.sql)
        history.origin = .recovered
        var judging = history
        judging.occasion = .judging
        for moment in moments {
            let now = at(moment)
            if let talk {
                let other = Conversation(
                    uuid: "b2", direction: .outgoing, number: caller.number, extension: "104",
                    start: at(talk))
                if talk + 9 == moment { _ = try book.apply([other.bridge], at: now) }
                if talk + NewsStory.ends == moment {
                    _ = try book.apply([other.record(answered: true)], at: now)
                }
            }
            for arrival in arrivals where arrival.second == moment {
                let message = message(arrival, of: call, seenAt: at(arrival.came))
                _ = try (arrival.door == .history ? history : book)
                    .apply([message], at: now, arrivedAt: at(arrival.came))
            }
            let waited = arrivals.contains {
                $0.door == .history && $0.second + patience == moment
            }
            if waited, let known = try CallTable.find(uuid: "a1", tx.sql),
                try UnruledCallTable.contains(known.id, tx.sql)
            {
                try judging.judge(known.id, at: now)
            }
            for id in try CallTable.settling(at: now, limit: 9, tx.sql) {
                var settling = book
                settling.occasion = .settling
                try settling.settle(id, at: now)
            }
            if try isDue(at: now, tx) {
                let due = DueNotices(
                    snapshot: snapshot, now: now, uptime: { .zero }, transaction: tx)
                while try due.release() > 0 {}
            }
        }
        return try String.fetchAll(
            tx.db,
            sql: """
                SELECT employee_id || ' ' || told FROM notice WHERE sent_at IS NOT NULL
                ORDER BY 1
                """)
    }

    /// A prepared question: most moments have nothing due.
    private func isDue(at now: Instant, _ tx: Writer.Transaction) throws -> Bool {
        let row = try tx.sql.rows(
            """
            SELECT 1 FROM notice
            WHERE sent_at IS NULL AND dropped_reason IS NULL AND due_at <= ?1 LIMIT 1
            """, SQLValue(now))
        defer { row.done() }
        return try row.step()
    }

    private func message(
        _ arrival: Arrival, of call: Conversation, seenAt: Instant
    ) -> Message {
        switch arrival.what {
        case .dial: call.dial
        case .bridge: call.bridge
        case .hangup: call.hangup(answered: isAnswered && hangupTells, seenAt: seenAt)
        case .record: call.record(answered: isAnswered)
        }
    }
}

// The model.
extension NewsStory {
    private enum Standing: Equatable { case unheard, ringing, talking, over(wasAnswered: Bool?) }

    /// Since when the rules of the call run; those of a call that only history knows wait.
    private var opens: Int {
        guard let first = arrivals.first else { return 0 }
        let others = arrivals.filter { $0.door != .history }.map(\.second)
        return first.door == .history
            ? min(first.second + patience, others.min() ?? .max) : first.second
    }

    private var isRecovered: Bool { arrivals.first?.door == .history }

    /// Whether something of the call became known too late for a notice.
    var isOldNews: Bool {
        arrivals.contains { $0.what == .dial && max($0.second, opens) > 60 }
            || missedAt.map { $0 > NewsStory.ends + 3600 } ?? false
    }

    /// What the messages that came by `second` tell of the call.
    private func standing(_ second: Int) -> Standing {
        if second < opens { return .unheard }
        let known = arrivals.filter { $0.second <= second }
        func came(_ what: Arrival.What) -> Int? { known.first { $0.what == what }?.second }
        if known.isEmpty { return .unheard }
        if came(.record) != nil { return .over(wasAnswered: isAnswered) }
        guard came(.hangup) != nil else { return came(.bridge) == nil ? .ringing : .talking }
        let hungUp = known.filter { $0.what == .hangup }.map(\.came).min() ?? 0
        if isAnswered, hangupTells || came(.bridge) != nil { return .over(wasAnswered: true) }
        return .over(wasAnswered: second >= hungUp + 60 ? false : nil)
    }

    /// Whether the caller has been talked to when or after the call began, as known at `second`.
    private func isReturned(_ second: Int) -> Bool {
        guard let talk, talk + 9 <= second else { return false }
        return talk + NewsStory.ends >= 0
    }

    private var pushed: Set<Int64> {
        Set(settings.callPushEmployeeIDs.map(\.value)).intersection(NewsStory.active)
    }

    private var chosen: Set<Int64> {
        let named = Set(settings.notifyMissedUnknownEmployeeIDs.map(\.value))
            .intersection(NewsStory.active)
        return settings.notifyMissedUnknown ? (named.isEmpty ? pushed : named) : []
    }

    /// Who hears that the call was missed.
    private var toldOfMiss: Set<Int64> {
        if caller.isUnknown { return chosen }
        if caller.admins.isEmpty, caller.responsible.isEmpty {
            return settings.missedFallback ? chosen : []
        }
        return (settings.notifyMissedLeadResponsible ? caller.responsible : [])
            .union(settings.notifyMissedClientAdmins ? caller.admins : [])
    }

    /// When the call became missed, as far as was known then; nil: never.
    private var missedAt: Int? {
        moments.first { standing($0) == .over(wasAnswered: false) }
    }

    /// Who has a notice of the miss that waits or was sent, if it is missed at `missed`.
    private func hasNoticeOfMiss(_ missed: Int) -> Set<Int64> {
        isReturned(missed) || missed > NewsStory.ends + 3600 ? [] : toldOfMiss
    }

    var expected: [String] {
        var told: [String] = []
        let pause = settings.pushDelaySeconds
        if let dial = arrivals.first(where: { $0.what == .dial }).map({ max($0.second, opens) }),
            dial <= 60
        {
            for person in pushed.union(caller.admins).union(caller.responsible) {
                let tookPart = isAnswered && person == answerer
                let sent = moments.first {
                    $0 >= dial + pause && standing($0) != .over(wasAnswered: nil)
                }
                guard let sent else { continue }
                switch standing(sent) {
                case .unheard, .over(wasAnswered: nil): break
                case .ringing: told.append("\(person) ringing")
                case .talking where !tookPart: told.append("\(person) talking")
                case .over(wasAnswered: true?) where !tookPart: told.append("\(person) answered")
                case .over(wasAnswered: false?):
                    let other = missedAt.map(hasNoticeOfMiss) ?? []
                    if !other.contains(person), !isReturned(sent) {
                        told.append("\(person) missed")
                    }
                case .talking, .over(wasAnswered: true?): break
                }
            }
        }
        if let missed = missedAt {
            // It may prove to have been answered within the pause.
            let isMissed = standing(missed + pause) == .over(wasAnswered: false)
            for person in hasNoticeOfMiss(missed) where isMissed && !isReturned(missed + pause) {
                told.append("\(person) missed")
            }
            let isPast = isRecovered && isReturned(missed)
            let makesLead =
                !isPast && settings.createLead.missedIncoming.isOn && caller == .stranger
            if isMissed, makesLead, settings.notifyAssigned { told.append("3 lead_assigned") }
        }
        return told.sorted()
    }
}
