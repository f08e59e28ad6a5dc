import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Invented calls as Phonet might tell them, in random orders and with repetitions: whatever the order,
/// the rules leave the same call, leads and news behind.
@Suite("Order does not matter to the rules")
struct RuleOrderStories {
    /// `RULE_ORDERS=10000 swift test --filter RuleOrderStories` tries as many calls; the first are always
    /// the same.
    private static let wanted =
        ProcessInfo.processInfo.environment["RULE_ORDERS"].flatMap { UInt64($0) } ?? 100

    @Test(
        "Of invented calls every order leaves the same call, leads and news",
        arguments: [1, 2, 3, 4, 5, 6])
    func orders(setting: Int) throws {
        let company = try Company()
        try company.execute(
            """
            INSERT INTO client (id, name, created_at, updated_at) VALUES (8102, 'Нічий', 0, 0);
            INSERT INTO client_phone VALUES ('+380500000012', 8102, 0);
            """)
        company.decide { RuleOrderStories.set(&$0, setting) }
        let snapshot = company.store.settingsCache.current
        var seed: UInt64 = 0
        var (leads, news, difference): (Int, Int, String?) = (0, 0, nil)
        while seed < RuleOrderStories.wanted, difference == nil {
            let first = seed + 1
            let last = min(seed + 50, RuleOrderStories.wanted)
            try company.store.write(.system(at: Company.morning)) { tx in
                for seed in first...last where difference == nil {
                    var chance = SeededRandom(seed: seed)
                    let told = ToldCall(&chance)
                    let wanted = try RuleOrderStories.play(told, told.messages, snapshot, tx)
                    leads += wanted.contains("\"telephony\"") ? 1 : 0
                    news += wanted.contains("told=") ? 1 : 0
                    for _ in 1...4 where difference == nil {
                        let repeated = told.messages.filter { _ in chance.roll(4) == 0 }
                        let order = (told.messages + repeated).shuffled(using: &chance)
                        let pause = chance.roll(order.count + 1)
                        let found = try RuleOrderStories.play(
                            told, order, snapshot, settlingAfter: pause, tx)
                        guard found != wanted else { continue }
                        difference =
                            "seed \(seed), \(told)\n\(order)\n\(found)\nand not\n\(wanted)"
                    }
                }
            }
            seed = last
        }
        #expect(difference == nil, "\(difference ?? "")")
        print("\(seed) calls from seed 1, five orders each: \(leads) made leads, \(news) news")
        #expect(leads > seed / 16 && news > seed / 8)
    }

    private static func set(_ settings: inout Settings, _ setting: Int) {
        settings.createLead.answeredIncoming.isOn = true
        settings.createLead.missedIncoming.isOn = true
        settings.createLead.answeredOutgoing.isOn = true
        settings.createLead.missedOutgoing.isOn = true
        switch setting {
        // Only calls of one direction make leads, so a part may make one that its call does not.
        case 4:
            settings.createLead.answeredOutgoing.isOn = false
            settings.createLead.missedOutgoing.isOn = false
        case 5:
            settings.createLead.answeredIncoming.isOn = false
            settings.createLead.missedIncoming.isOn = false
            settings.createLead.answeredOutgoing.evenIfClientExists = true
            settings.createLead.missedOutgoing.evenIfClientExists = true
        default: break
        }
        settings.floodBrakeCalls = 0
        settings.reopenStatusID = LeadStatus.ID(2)
        settings.reopenedLeadOwner = [.keep, .caller, .callerIfNone][setting % 3]
        settings.callPushEmployeeIDs = [Company.olena]
        settings.notifyMissedUnknown = true
        settings.notifyMissedUnknownEmployeeIDs = [Company.marko]
        settings.notifyMissedLeadResponsible = true
        settings.notifyMissedClientAdmins = true
        settings.notifyAssigned = setting > 1
        settings.missedFallback = true
        // One person: whose turn it is does not matter.
        settings.distributionMode = setting == 6 ? .off : .even
        settings.distributionEmployeeIDs = [Company.marko]
        settings.pushDelaySeconds = 300
    }

    /// What is stored at the end, when the notices are sent.
    ///
    /// - Parameter pause: after as many messages the parts of a call whose root is not known are settled.
    private static func play(
        _ told: ToldCall, _ messages: [Message], _ snapshot: SettingsSnapshot,
        settlingAfter pause: Int? = nil, _ tx: Writer.Transaction
    ) throws -> String {
        try tx.db.execute(
            sql: """
                DELETE FROM call; DELETE FROM lead; DELETE FROM turn; DELETE FROM missed_case;
                UPDATE employee SET last_turn = NULL;
                INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                    updated_at) VALUES (70, 'Втрачений', 4, 3, 'manual', 0, 0),
                    (71, 'Чинний', 1, 2, 'manual', 0, 0), (72, 'Покинутий', 4, NULL, 'manual', 0, 0);
                INSERT INTO lead_phone VALUES ('+380500000013', 70, 0), ('+380500000014', 71, 0),
                    ('+380500000015', 72, 0);
                """)
        let book = CallBook(settings: snapshot, sql: tx.sql)
        for (index, message) in messages.enumerated() {
            if index == pause { try settleParts(book) }
            _ = try book.apply([message], at: Company.morning)
        }
        if messages.count == pause { try settleParts(book) }
        let end = Company.morning.advanced(bySeconds: 200)
        for id in try CallTable.settling(at: end, limit: 9, tx.sql) {
            var settling = book
            settling.occasion = .settling
            try settling.settle(id, at: end)
        }
        let due = DueNotices(
            snapshot: snapshot, now: Company.morning.advanced(bySeconds: 500), uptime: { .zero },
            transaction: tx)
        while try due.release() > 0 {}
        return try account(tx.db)
    }

    /// Runs the rules of parts whose root has not come, as if it took long.
    private static func settleParts(_ book: CallBook) throws {
        let late = Company.morning.advanced(bySeconds: 200)
        for id in try CallTable.settling(at: late, limit: 9, book.sql) {
            guard let known = try CallBook.stored(id, book.sql), known.call.awaitsRoot else {
                continue
            }
            var settling = book
            settling.occasion = .settling
            try settling.settle(id, at: late)
        }
    }

    private static let queries = [
        """
        SELECT uuid, direction, state, outcome, phone, contact_name, extension, employee_id, started_at,
            answered_at, ended_at, talk_seconds, client_id, lead_id IS NOT NULL, lead_created, trunk
        FROM call
        """,
        """
        SELECT e164, lead.name AS name, status_id, source_id, responsible_employee_id, origin
        FROM lead JOIN lead_phone ON lead_phone.lead_id = lead.id ORDER BY lead.id
        """,
        """
        SELECT employee_id, told, text, lead_id IS NOT NULL FROM notice WHERE sent_at IS NOT NULL
        ORDER BY told, employee_id
        """,
        "SELECT phone, opened_at, missed_calls, attempts, state, ended_at FROM missed_case",
    ]

    private static func account(_ db: Database) throws -> String {
        try queries.map { query in
            try Row.fetchAll(db, sql: query).map { row in
                row.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
            }.joined(separator: "\n")
        }.joined(separator: "\n--\n")
    }
}

/// An invented call: a kind of call, who has the number, and which of its messages come.
private struct ToldCall: CustomStringConvertible {
    enum Kind: CaseIterable {
        case simple, group, transfer, samePhone, forward, consultation, menu, unknownRoot,
            lateNumber, incomingPart, lateNumberOfPart, lateMember
    }

    let kind: Kind
    let number: String
    private(set) var messages: [Message] = []

    var description: String { "\(kind) of \(number)" }

    init(_ chance: inout SeededRandom) {
        kind = chance.pick(Kind.allCases)
        number = chance.pick([
            Company.unknownCaller, Company.unknownCaller, Company.iryna, "+380500000012",
            "+380500000013", "+380500000014", "+380500000015",
        ])
        let isAnswered = chance.roll(2) == 0
        let way: LegDirection = chance.roll(3) == 0 ? .outgoing : .incoming
        var ids = (0..<3).map { _ in
            "\(chance.pick(["0", "7", "f"]))\(chance.number(in: 100...999))"
        }
        while Set(ids).count < 3 { ids[2] += "a"; ids[1] += "b" }
        func leg(
            _ place: Int, parent: Int?, _ direction: LegDirection, _ extension: String?,
            second: Int = 0
        ) -> Conversation {
            var leg = Conversation(
                uuid: ids[place], parent: parent.map { ids[$0] }, direction: direction,
                number: number, extension: `extension`,
                start: Company.morning.advanced(bySeconds: second - 30))
            leg.kind = .user
            leg.talk = 10 + place
            return leg
        }
        let other = chance.pick(["102", "102", "999"])
        switch kind {
        case .simple:
            let only = leg(0, parent: nil, way, chance.pick(["101", "102", "999"]))
            tell(only, isAnswered, &chance)
        case .group:
            var root = leg(0, parent: nil, .incoming, "500")
            root.kind = .group
            tell(root, isAnswered, &chance)
            tell(leg(1, parent: 0, .incoming, "101", second: 1), false, &chance)
            tell(leg(2, parent: 0, .incoming, "102", second: 3), isAnswered, &chance)
        case .transfer:
            tell(leg(0, parent: nil, way, "101"), true, &chance)
            tell(leg(1, parent: 0, way, other, second: 9), isAnswered, &chance)
        case .samePhone:
            tell(leg(0, parent: nil, way, "101"), true, &chance, to: other)
        case .forward:
            tell(leg(0, parent: nil, .incoming, "101"), false, &chance)
            var outside = leg(1, parent: 0, .outgoing, "101", second: 9)
            outside.number = chance.pick(["+380679999999", "+380500000013", "+380500000015"])
            tell(outside, isAnswered, &chance)
        case .consultation:
            tell(leg(0, parent: nil, way, "101"), true, &chance)
            var inside = leg(1, parent: 0, .internal, "102", second: 9)
            inside.number = nil
            tell(inside, isAnswered, &chance)
        case .menu:
            var root = leg(0, parent: nil, .incoming, "700")
            root.kind = .ivr
            tell(root, true, &chance)
            tell(leg(1, parent: 0, .incoming, "102", second: 4), isAnswered, &chance)
        case .unknownRoot:
            tell(leg(1, parent: 0, way, "101"), isAnswered, &chance)
            tell(leg(2, parent: 0, way, "102", second: 2), false, &chance)
        case .incomingPart:
            tell(leg(0, parent: nil, .outgoing, "101"), true, &chance)
            tell(leg(1, parent: 0, .incoming, other, second: 9), isAnswered, &chance)
        case .lateNumberOfPart:
            var hidden = leg(1, parent: 0, .outgoing, "101")
            hidden.number = nil
            messages.append(chance.roll(2) == 0 ? hidden.dial : hidden.hangup(answered: isAnswered))
            messages.append(leg(1, parent: 0, .outgoing, "101").record(answered: isAnswered))
            if chance.roll(3) == 0 {
                messages.append(leg(0, parent: nil, way, "101").record(answered: isAnswered))
            }
        case .lateMember:
            var root = leg(0, parent: nil, .incoming, "500")
            root.kind = .group
            messages.append(root.record(answered: false))
            tell(leg(1, parent: 0, .incoming, "101", second: 1), false, &chance)
            tell(leg(2, parent: 0, .incoming, chance.pick(["101", "102", "999"])), false, &chance)
        case .lateNumber:
            var hidden = leg(0, parent: nil, way, "101")
            hidden.number = nil
            messages.append(chance.roll(2) == 0 ? hidden.dial : hidden.hangup(answered: isAnswered))
            messages.append(leg(0, parent: nil, way, "101").record(answered: isAnswered))
        }
    }

    /// The messages of a leg that come: some of them, and the CDR nearly always.
    private mutating func tell(
        _ leg: Conversation, _ isAnswered: Bool, _ chance: inout SeededRandom,
        to other: String? = nil
    ) {
        if chance.roll(3) > 0 { messages.append(leg.dial) }
        if isAnswered, chance.roll(3) > 0 { messages.append(leg.bridge) }
        if chance.roll(3) > 0 { messages.append(leg.hangup(answered: isAnswered)) }
        guard chance.roll(5) > 0 || messages.isEmpty || other != nil else { return }
        messages.append(
            leg.record(
                answered: isAnswered, by: other,
                transfers: other.map { "\(leg.extension ?? "") > \($0)" }))
    }
}
