import CallRules
import GRDB
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

/// The expected access of each page. The exhaustive switch fails to compile for a new page.
private func visitors(of route: PageRoute) -> PageRoute.Access {
    switch route {
    case .home: .anyone
    case .setup: .anyone
    case .invitation: .anyone
    case .signIn: .anyone
    case .enter: .anyone
    case .sso: .anyone
    case .signOut: .employee
    case .appearance: .anyone
    case .me: .employee
    case .password: .employee
    case .sessions: .employee
    case .fullRole: .employee
    case .noticePreference: .employee
    case .pushSubscriptions: .employee
    case .pushTrials: .employee
    case .pushRemovals: .employee
    case .telegramCode: .employee
    case .telegramTrial: .employee
    case .telegramUnlinking: .employee
    case .settings: .admin
    case .connection: .admin
    case .webhookToken: .admin
    case .trustedNetworks: .admin
    case .settingVersions: .admin
    case .settingVersion: .admin
    case .whatIf: .admin
    case .numbers: .admin
    case .employees: .admin
    case .newEmployee: .admin
    case .employee: .admin
    case .employeeDeletion: .admin
    case .employeeInvitation: .admin
    case .phonetUsers: .admin
    case .unownedExtensions: .admin
    case .leadStatuses: .admin
    case .leadStatusDeletion: .admin
    case .leadSources: .admin
    case .leadSourceDeletion: .admin
    case .callCategories: .admin
    case .callCategoryDeletion: .admin
    case .lines: .admin
    case .line: .admin
    case .calls: .employee
    case .callsExport: .right(.export)
    case .savedViews: .employee
    case .call: .employee
    case .recording: .employee
    case .callDismissal: .employee
    case .callLead: .employee
    case .callClient: .employee
    case .callNote: .employee
    case .live: .employee
    case .board: .overseer
    case .widget: .anyone
    case .widgetDialling: .employee
    case .notices: .employee
    case .notice: .employee
    case .audit: .admin
    case .webhookLog: .admin
    case .webhookMessage: .admin
    case .webhookReplays: .admin
    case .quarantine: .admin
    case .apiTokens: .admin
    case .apiTokenRevocation: .admin
    case .status: .admin
    case .crm: .admin
    case .ssoSecret: .admin
    case .ssoSecretDeletion: .admin
    case .webhookEndpoint: .admin
    case .webhookEndpointDeletion: .admin
    case .webhookSecret: .admin
    case .webhookTest: .admin
    case .webhookRequeueing: .admin
    case .webhookDelivery: .admin
    case .reconciliation: .admin
    case .leads: .employee
    case .newLead: .employee
    case .lead: .employee
    case .leadEditing: .employee
    case .leadStatusChange: .employee
    case .leadMerge: .admin
    case .leadDeletion: .right(.delete)
    case .clients: .employee
    case .newClient: .employee
    case .client: .employee
    case .clientEditing: .employee
    case .clientMerge: .admin
    case .clientDeletion: .right(.delete)
    case .attachmentUndoing: .employee
    case .statistics, .search: .employee
    case .mergeUndoing: .admin
    case .statisticsExport: .right(.export)
    case .diallings: .employee
    case .dialling: .employee
    case .diallingHangUp: .employee
    case .missedCases: .employee
    case .missedCaseClosing: .employee
    case .missedCaseReopening: .employee
    case .ignoredNumbers: .employee
    case .ignoredNumberRemoval: .employee
    case .privacy: .admin
    case .inquiry: .admin
    case .inquiryFile: .admin
    case .erasure: .admin
    case .imports: .admin
    case .importJob: .admin
    case .importRun: .admin
    case .importCancellation: .admin
    case .importRowErrors: .admin
    case .importCallsUndoing: .admin
    case .syncCallsUndoing: .admin
    case .export: .admin
    }
}

/// The next page in a walk through all routes. The exhaustive switch fails to compile for a new
/// page.
private func after(_ route: PageRoute, id: Int64) -> PageRoute? {
    switch route {
    case .home: .setup(token: nil)
    case .setup(nil): .setup(token: "no-such-link")
    case .setup: .invitation(token: "no-such-link")
    case .invitation: .signIn
    case .signIn: .enter(token: "no-such-link")
    case .enter: .sso
    case .sso: .signOut
    case .signOut: .appearance
    case .appearance: .me
    case .me: .password
    case .password: .sessions
    case .sessions: .fullRole
    case .fullRole: .noticePreference
    case .noticePreference: .pushSubscriptions
    case .pushSubscriptions: .pushTrials
    case .pushTrials: .pushRemovals
    case .pushRemovals: .telegramCode
    case .telegramCode: .telegramTrial
    case .telegramTrial: .telegramUnlinking
    case .telegramUnlinking: .settings(.connection)
    case .settings(let topic):
        SettingTopic.allCases.drop { $0 != topic }.dropFirst().first.map(PageRoute.settings)
            ?? .connection
    case .connection: .webhookToken
    case .webhookToken: .trustedNetworks
    case .trustedNetworks: .settingVersions
    case .settingVersions: .settingVersion(id)
    case .settingVersion: .whatIf
    case .whatIf: .numbers
    case .numbers: .employees
    case .employees: .newEmployee
    case .newEmployee: .employee(id)
    case .employee: .employeeDeletion(id)
    case .employeeDeletion: .employeeInvitation(id)
    case .employeeInvitation: .phonetUsers
    case .phonetUsers: .unownedExtensions
    case .unownedExtensions: .leadStatuses
    case .leadStatuses: .leadStatusDeletion(id)
    case .leadStatusDeletion: .leadSources
    case .leadSources: .leadSourceDeletion(id)
    case .leadSourceDeletion: .callCategories
    case .callCategories: .callCategoryDeletion(id)
    case .callCategoryDeletion: .lines
    case .lines: .line(id)
    case .line: .reconciliation
    case .reconciliation: .leads
    case .leads: .lead(id)
    case .lead: .diallings
    case .diallings: .dialling(id)
    case .dialling: .diallingHangUp(id)
    case .diallingHangUp: .calls
    case .calls: .call("3f9c1be07d5e4a6c8b21d04fa7c3e915")
    case .call(let uuid): .recording(uuid)
    case .recording(let uuid): .callDismissal(uuid)
    case .callDismissal(let uuid): .callLead(uuid)
    case .callLead(let uuid): .callClient(uuid)
    case .callClient(let uuid): .callNote(uuid)
    case .callNote: .live
    case .live: .board
    case .board: .widget
    case .widget: .widgetDialling
    case .widgetDialling: .notices
    case .notices: .notice(id)
    case .notice: .status
    case .status: .audit
    case .audit: .missedCases
    case .missedCases: .missedCaseClosing(id)
    case .missedCaseClosing: .missedCaseReopening(id)
    case .missedCaseReopening: .callsExport
    case .callsExport: .savedViews
    case .savedViews: .webhookLog
    case .webhookLog: .webhookMessage(id)
    case .webhookMessage: .webhookReplays
    case .webhookReplays: .quarantine
    case .quarantine: .apiTokens
    case .apiTokens: .apiTokenRevocation(id)
    case .apiTokenRevocation: .newLead
    case .newLead: .leadEditing(id)
    case .leadEditing: .leadStatusChange(id)
    case .leadStatusChange: .leadMerge(id)
    case .leadMerge: .leadDeletion(id)
    case .leadDeletion: .clients
    case .clients: .newClient
    case .newClient: .client(id)
    case .client: .clientEditing(id)
    case .clientEditing: .clientMerge(id)
    case .clientMerge: .clientDeletion(id)
    case .clientDeletion: .attachmentUndoing(id)
    case .attachmentUndoing: .mergeUndoing(id)
    case .mergeUndoing: .statistics
    case .statistics: .statisticsExport
    case .statisticsExport: .search
    case .search: .ignoredNumbers
    case .ignoredNumbers: .ignoredNumberRemoval(id)
    case .ignoredNumberRemoval: .privacy
    case .privacy: .inquiry(id)
    case .inquiry: .inquiryFile(id)
    case .inquiryFile: .erasure(id)
    case .erasure: .imports
    case .imports: .importJob(id)
    case .importJob: .importRun(id)
    case .importRun: .importCancellation(id)
    case .importCancellation: .importRowErrors(id)
    case .importRowErrors: .importCallsUndoing(id)
    case .importCallsUndoing: .syncCallsUndoing(id)
    case .syncCallsUndoing: .export(.clients)
    case .export: .crm
    case .crm: .ssoSecret
    case .ssoSecret: .ssoSecretDeletion
    case .ssoSecretDeletion: .webhookEndpoint(id)
    case .webhookEndpoint: .webhookEndpointDeletion(id)
    case .webhookEndpointDeletion: .webhookSecret(id)
    case .webhookSecret: .webhookTest(id)
    case .webhookTest: .webhookRequeueing(id)
    case .webhookRequeueing: .webhookDelivery(id, id)
    case .webhookDelivery: nil
    }
}

/// Every page once, with this id.
func everyPage(id: Int64) -> [PageRoute] {
    Array(sequence(first: PageRoute.home) { after($0, id: id) })
}

@Suite("Every page, for everybody")
struct EveryPageStories {
    let office: Office
    let olena: Colleague
    let taras: Colleague

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", .admin, extension: "101", at: office)
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
    }

    private func path(_ route: PageRoute) -> String {
        String(route.path.dropFirst(Route.prefix.count))
    }

    @Test("Every page is printed as it is read, and says who may come")
    func addresses() {
        for route in everyPage(id: 7) {
            #expect(Route(path: route.path[...]) == .page(route))
            #expect(route.access == visitors(of: route))
        }
    }

    @Test("Whoever is nobody is sent to the door", arguments: [1, 2, 999] as [Int64])
    func nobody(id: Int64) {
        let closed = everyPage(id: id).filter { visitors(of: $0) != .anyone }
        #expect(closed.count > 60)
        for route in closed {
            let reply = office.ask(.get, path(route), token: nil)
            let isPage = reply.status == 303 || reply.status == 405
            #expect(isPage, "\(route): \(reply.status)")
            #expect(!reply.text.contains("Тарас"), "\(route)")
        }
    }

    @Test(
        "An employee opens no page of an administrator, whosever the number in it",
        arguments: [1, 2, 999] as [Int64])
    func employee(id: Int64) throws {
        let before = try office.account()
        let closed = everyPage(id: id).filter { [.admin, .overseer].contains(visitors(of: $0)) }
        #expect(closed.count > 30)
        for route in closed {
            let looked = taras.open(path(route))
            #expect([403, 405].contains(looked.status), "GET \(route): \(looked.status)")
            let sent = taras.send(path(route), [("name", "x"), ("step", "delete")])
            #expect([403, 405].contains(sent.status), "POST \(route): \(sent.status)")
            #expect(!looked.text.contains("Олена") && !sent.text.contains("Олена"), "\(route)")
        }
        #expect(try office.account() == before)
    }

    @Test("An administrator opens every page there is, and is told what is not there")
    func administrator() {
        let own = everyPage(id: taras.id.value).filter { visitors(of: $0) == .admin }
        #expect(own.count > 30)
        for route in own {
            let status = olena.open(path(route)).status
            #expect([200, 303, 404, 405].contains(status), "\(route): \(status)")
        }
        let gone: [PageRoute] = [
            .employee(999), .employeeDeletion(999), .leadStatusDeletion(999),
            .leadSourceDeletion(999), .callCategoryDeletion(999), .settingVersion(999),
        ]
        for route in gone { #expect(olena.open(path(route)).status == 404, "\(route)") }
    }

    @Test("No form is taken that does not prove it came from a page of ours")
    func foreignForms() throws {
        let before = try office.account()
        let body = "name=x&language=en&step=delete"
        let form = "application/x-www-form-urlencoded"
        let token = "&\(FormToken.field)=\(olena.browser.formToken)"
        var elsewhere = HTTPFields()
        if let name = HTTPField.Name("Sec-Fetch-Site") { elsewhere[name] = "cross-site" }
        let tries: [(body: String, type: String, fields: HTTPFields)] = [
            (body, form, [:]),
            ("\(body)&\(FormToken.field)=0123", form, [:]),
            (body + token, form, elsewhere),
            (body + token, form, [.origin: "https://evil.example"]),
            (body + token, "text/plain", [:]),
        ]
        for route in everyPage(id: taras.id.value) {
            for attempt in tries {
                let reply = olena.browser.ask(
                    .post, path(route), attempt.body, type: attempt.type, fields: attempt.fields)
                #expect([403, 404, 405].contains(reply.status), "\(route): \(reply.status)")
            }
        }
        #expect(try office.account() == before)
    }
}

extension Office {
    /// The rows that forms can change, as text.
    fileprivate func account() throws -> String {
        try store.read { db in
            try [
                "employee", "setting", "lead_status", "lead_source", "call_category", "session",
                "invitation",
            ]
            .flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1")
                    .map { "\(table) \($0)" }
            }.joined(separator: "\n")
        }
    }
}
