import CallRules
import HTTPTypes

/// The flash line after a change of employees.
enum EmployeesFlash {
    case saved, added, deleted
    /// An extension was assigned; the number of earlier calls that became the employee's.
    case assigned(calls: Int)
    case taken(added: Int, changed: Int)
    /// The one-time link was created before and is not shown again.
    case linkIsOut

    /// The query parameters that carry the flash line.
    init?(_ query: Form) {
        switch query["done"] {
        case "saved": self = .saved
        case "added": self = .added
        case "deleted": self = .deleted
        case "assigned": self = .assigned(calls: EmployeesFlash.count("calls", query))
        case "taken":
            self = .taken(
                added: EmployeesFlash.count("added", query),
                changed: EmployeesFlash.count("changed", query))
        case "link-is-out": self = .linkIsOut
        default: return nil
        }
    }

    func answer(at route: PageRoute) -> Answer { .seeOther("\(route.path)?done=\(query)") }

    func line(_ localize: Localizer) -> String {
        switch self {
        case .saved: localize(CommonStrings.saved)
        case .added: localize(EmployeesStrings.added)
        case .deleted: localize(EmployeesStrings.deleted)
        case .assigned(let calls): localize(EmployeesStrings.assigned(localize(calls, .calls)))
        case .taken(let added, let changed):
            localize(
                EmployeesStrings.taken(
                    added: localize(added, .employees), changed: localize(changed, .employees)))
        case .linkIsOut: localize(EmployeesStrings.linkIsOut)
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
