import TestSupport
import Testing

@testable import CallRules

@Suite("Rules of lines")
struct LineRuleTests {
    private func line(_ own: OwnRules) -> Line {
        Line(id: Line.ID(7), number: "+380440000777", name: "Магазин", own: own)
    }

    /// One of the four switches of rule C, at the company and at a line.
    private struct Case {
        let direction: Facts.Direction
        let outcome: Call.Outcome
        let company: WritableKeyPath<CreationSwitches, CreationSwitch>
        let own: WritableKeyPath<OwnSwitches, OwnSwitch>
    }

    private let cases = [
        Case(
            direction: .incoming, outcome: .missed, company: \.missedIncoming,
            own: \.missedIncoming),
        Case(
            direction: .incoming, outcome: .answered, company: \.answeredIncoming,
            own: \.answeredIncoming),
        Case(
            direction: .outgoing, outcome: .missed, company: \.missedOutgoing,
            own: \.missedOutgoing),
        Case(
            direction: .outgoing, outcome: .answered, company: \.answeredOutgoing,
            own: \.answeredOutgoing),
    ]

    @Test("Each switch of a line beats the company’s, and what it leaves open is the company’s")
    func table() {
        let ways: [Bool?] = [nil, false, true]
        var count = 0
        for one in cases {
            for other in cases {
                for companyOn in [false, true] {
                    for companyEven in [false, true] {
                        for ownOn in ways {
                            for ownEven in ways {
                                for hasClient in [false, true] {
                                    check(
                                        one, setting: other,
                                        CreationSwitch(
                                            isOn: companyOn, evenIfClientExists: companyEven),
                                        OwnSwitch(isOn: ownOn, evenIfClientExists: ownEven),
                                        hasClient: hasClient)
                                    count += 1
                                }
                            }
                        }
                    }
                }
            }
        }
        #expect(count == 4 * 4 * 2 * 2 * 3 * 3 * 2)
    }

    /// A call of one kind while the switch of a kind is set at the company and at the line. The
    /// company's other switches are off.
    private func check(
        _ call: Case, setting: Case, _ company: CreationSwitch, _ own: OwnSwitch, hasClient: Bool
    ) {
        var settings = Settings()
        settings.createLead[keyPath: setting.company] = company
        settings.missedCallLeadSourceID = LeadSource.ID(1)
        settings.answeredCallLeadSourceID = LeadSource.ID(1)
        var rules = OwnRules()
        rules.createLead[keyPath: setting.own] = own
        rules.missedCallLeadSourceID = LeadSource.ID(2)
        var facts = Facts(direction: call.direction, number: PhoneNumber("+380500000011"))
        if hasClient {
            facts.client = Client(id: Client.ID(1), name: "Ірина", company: nil, admins: [])
        }
        let ruling = Rulings.create(
            facts, call.outcome, settings.inForce(on: line(rules)))
        let isSame = call.company == setting.company
        let isOn = isSame && (own.isOn ?? company.isOn)
        let even = isSame && (own.evenIfClientExists ?? company.evenIfClientExists)
        let makes = isOn && (!hasClient || even)
        #expect((ruling.effect != nil) == makes)
        #expect(
            ruling.effect.map { $0.sourceID == LeadSource.ID(call.outcome == .missed ? 2 : 1) }
                ?? true)
        let isOwn = isSame && (own.isOn != nil || own.evenIfClientExists != nil)
        #expect(ruling.decision.reason.uk.contains("власне правило лінії «Магазин»") == isOwn)
        #expect(ruling.decision.facts.contains(Fact("line_rule", .truth(isOwn))))
        // Another line, and none, have the company's.
        for other in [nil, Line(id: Line.ID(8), number: "2", name: nil, own: OwnRules())] {
            let plain = Rulings.create(facts, call.outcome, settings.inForce(on: other))
            let on = isSame && company.isOn && (!hasClient || company.evenIfClientExists)
            #expect((plain.effect != nil) == on)
        }
    }

    @Test("Lists and hours: the line's where it has them, else the company's")
    func lists() throws {
        let (olena, taras) = (Employee.ID(1), Employee.ID(2))
        var settings = Settings()
        settings.distributionEmployeeIDs = [olena]
        settings.notifyMissedUnknownEmployeeIDs = [olena]
        let eve = try #require(CivilDate("2026-12-24"))
        let christmas = try #require(CivilDate("2026-12-25"))
        settings.workingHours.exceptions = [
            HoursException(eve, nil), HoursException(christmas, nil),
        ]
        let empty = settings.inForce(on: line(OwnRules()))
        #expect(empty.distributionEmployeeIDs == [olena] && !empty.distributesToOwnPeople)
        #expect(empty.notifyMissedUnknownEmployeeIDs == [olena] && !empty.notifyMissedUnknown)
        #expect(empty.workingHours == settings.workingHours)
        var own = OwnRules()
        own.distributionEmployeeIDs = [taras]
        own.notifyMissedUnknownEmployeeIDs = [taras]
        own.week = try WeekHours.read([.monday: [.wholeDay]]).get()
        own.exceptions = [HoursException(eve, .wholeDay)]
        let shop = settings.inForce(on: line(own))
        #expect(shop.distributionEmployeeIDs == [taras] && shop.distributesToOwnPeople)
        // Whoever chooses people for a line means them to be told.
        #expect(shop.notifyMissedUnknownEmployeeIDs == [taras] && shop.notifyMissedUnknown)
        #expect(shop.workingHours.week == own.week)
        #expect(
            shop.workingHours.exceptions
                == [HoursException(eve, .wholeDay), HoursException(christmas, nil)])
    }
}
