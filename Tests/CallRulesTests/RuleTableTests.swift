import CallRules
import Foundation
import Testing

/// The rule table as text, so that a review shows a change of a rule as changed lines.
@Suite struct RuleTableTests {
    @Test("Every combination of the world gives the line written in RuleTable.txt")
    func snapshot() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("RuleTable.txt")
        let lines = RuleTableTests.lines
        if ProcessInfo.processInfo.environment["REWRITE_RULE_TABLE"] != nil {
            try (lines.joined(separator: "\n") + "\n").write(
                to: file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n").map(String.init)
        #expect(lines.count == 1 + 320)
        for (line, expected) in zip(lines, written) { #expect(line == expected) }
        #expect(lines.count == written.count)
    }

    /// Direction × outcome × client × lead × switch × "even if client exists" × reopening = 320.
    static var lines: [String] {
        var lines = [
            row(
                "direction", "outcome", "client", "lead", "switch", "if client", "reopen",
                "→ result")
        ]
        for direction in Facts.Direction.allCases {
            for outcome in Call.Outcome.allCases {
                for client in [false, true] {
                    for lead in ["none"] + LeadStatus.Kind.allCases.map(\.rawValue) {
                        for (isOn, even, reopen) in switches {
                            lines.append(
                                row(
                                    direction.rawValue, outcome.rawValue, client ? "known" : "-",
                                    lead, isOn ? "on" : "off", even ? "on" : "off",
                                    reopen ? "on" : "off",
                                    "→ "
                                        + result(
                                            direction, outcome, client: client, lead: lead,
                                            CreationSwitch(isOn: isOn, evenIfClientExists: even),
                                            reopen: reopen)))
                        }
                    }
                }
            }
        }
        return lines
    }

    private static let switches = [false, true].flatMap { isOn in
        [false, true].flatMap { even in [false, true].map { (isOn, even, $0) } }
    }

    private static func result(
        _ direction: Facts.Direction, _ outcome: Call.Outcome, client: Bool, lead: String,
        _ row: CreationSwitch, reopen: Bool
    ) -> String {
        var settings = Settings()
        settings.reopenStatusID = reopen ? LeadStatus.ID(2) : nil
        settings.createLead.answeredIncoming = row
        settings.createLead.answeredOutgoing = row
        settings.createLead.missedIncoming = row
        settings.createLead.missedOutgoing = row
        let kind = LeadStatus.Kind(rawValue: lead)
        let somebody = Lead(id: Lead.ID(1), name: "Ірина", responsible: nil)
        var facts = Facts(direction: direction, number: PhoneNumber("+380500000011"))
        facts.client =
            client ? Client(id: Client.ID(1), name: "Ірина", company: nil, admins: []) : nil
        facts.activeLead = kind == .active ? somebody : nil
        facts.reopenableLead = kind == .lost || kind == .junk ? somebody : nil
        var said: [String] = []
        if RuleTable.rules(at: .begins, direction).contains(.reopen),
            Rulings.reopen(facts, settings.inForce(on: nil)).effect != nil
        {
            said.append("reopened")
            facts.activeLead = facts.reopenableLead
        }
        if case let lead? = Rulings.create(facts, outcome, settings.inForce(on: nil)).effect {
            said.append("created for \(lead.responsible == .distribute ? "D" : "participant")")
        }
        return said.isEmpty ? "nothing" : said.joined(separator: ", ")
    }

    private static func row(_ cells: String...) -> String {
        cells.enumerated().map { index, cell in
            index == cells.count - 1
                ? cell : cell.padding(toLength: 10, withPad: " ", startingAt: 0)
        }.joined(separator: " ")
    }
}
