import CallRules
import HTTPTypes

/// What was just done about employees, said at the top of the page one comes to.
enum EmployeesNews {
    case saved, added, deleted
    /// Earlier calls that became the employee's.
    case assigned(calls: Int)
    case taken(added: Int, changed: Int)
    /// The one-time link was made before.
    case linkIsOut

    /// What stands behind the address of the page.
    init?(_ query: Form) {
        switch query["done"] {
        case "saved": self = .saved
        case "added": self = .added
        case "deleted": self = .deleted
        case "assigned": self = .assigned(calls: EmployeesNews.count("calls", query))
        case "taken":
            self = .taken(
                added: EmployeesNews.count("added", query),
                changed: EmployeesNews.count("changed", query))
        case "link-is-out": self = .linkIsOut
        default: return nil
        }
    }

    func answer(at route: PageRoute) -> Answer { .seeOther("\(route.path)?done=\(query)") }

    func line(_ say: Voice) -> String {
        switch self {
        case .saved: say(EmployeesWords.saved)
        case .added: say(EmployeesWords.added)
        case .deleted: say(EmployeesWords.deleted)
        case .assigned(let calls): say(EmployeesWords.assigned(say(calls, .calls)))
        case .taken(let added, let changed):
            say(
                EmployeesWords.taken(
                    added: say(added, .employees), changed: say(changed, .employees)))
        case .linkIsOut: say(EmployeesWords.linkIsOut)
        }
    }

    private var query: String {
        switch self {
        case .saved: "saved"
        case .added: "added"
        case .deleted: "deleted"
        case .assigned(let calls): "assigned&calls=\(calls)"
        case .taken(let added, let changed): "taken&added=\(added)&changed=\(changed)"
        case .linkIsOut: "link-is-out"
        }
    }

    private static func count(_ name: String, _ query: Form) -> Int {
        max(0, query[name].flatMap { Int($0) } ?? 0)
    }
}
