import CallRules
import TestSupport

@testable import Store
@testable import Web

extension Office {
    /// An office with Olena, Taras and Marko, connected to `phonet`.
    convenience init(calling phonet: DialledPhonet) throws {
        try self.init { $0.phonet = phonet.access }
        try hirePeople()
        _ = try store.saveSettings(
            [
                "phonet_domain": .text("vitryla-demo.phonet.com.ua"),
                "phonet_api_key": .text("EXAMPLEkey0000000000000000000000"),
            ], expecting: nil, by: Author(name: "Олена", origin: .machine), at: Office.morning)
    }

    /// Posts a call event: Taras (102) calls +380 50 000 00 22. Returns the status of the answer.
    func hear(
        _ event: String, answered: Bool = false, uuid: String = DialledPhonet.uuid
    ) -> Int {
        let start = Office.morning.milliseconds + 3000
        let bridge = answered ? "\(start + 9000)" : "null"
        let body = """
            {"event":"call.\(event)","uuid":"\(uuid)","lgDirection":2,"dialAt":\(start),
            "bridgeAt":\(bridge),"serverTime":\(start + 51_000),
            "leg":{"id":42,"ext":"102","displayName":"Тарас Левченко"},"leg2":null,
            "otherLegs":[{"num":"+380500000022"}]}
            """
        return ask(.post, "/call", body, token: nil, peer: "89.184.65.208").status
    }

    func lead(_ name: String, _ phone: String) throws -> Lead.ID? {
        var details = LeadDetails()
        details.name = name
        details.phones = [PhoneNumber(phone)]
        let saved = try store.createLead(details, origin: .manual, at: Office.morning)
        if case .saved(let row) = saved { return row.id }
        return nil
    }
}
