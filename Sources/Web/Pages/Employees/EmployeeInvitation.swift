import CallRules
import HTTPTypes
import Store

/// The one-time link where an employee chooses a password.
enum EmployeeInvitation {
    /// A text that changes with every invitation and does not reveal the link.
    static func mark(_ access: EmployeeAccess) -> String {
        switch access {
        case .password: "password"
        case .none: "none"
        case .invited(let until): "\(until.milliseconds)"
        }
    }
}

extension Pages {
    /// Creates the link and shows it once. A repeated form (reload) creates no second link.
    func inviteEmployee(_ id: Int64) -> PageAction.Run {
        { visit in
            let page = try employeePage(id, visit)
            guard visit.form["seen"] == EmployeeInvitation.mark(page.row.access) else {
                return EmployeesFlash.linkIsOut.answer(at: .employee(id))
            }
            let secret = options.secret()
            let outcome = try store.invite(
                Employee.ID(id), hash: Secret.hash(secret),
                expiring: visit.now.advanced(bySeconds: OneTimeLink.invitation.seconds),
                by: visit.author(), at: visit.now)
            switch outcome {
            case .saved(let invitation):
                return EmployeeInvitationView(
                    name: page.row.employee.details.name, card: .employee(id),
                    link: visit.address(of: .invitation(token: secret)),
                    until: invitation.expiresAt, visitor: visit.visitor
                ).answer
            case .missing: throw PageRefusal.missing
            case .invalid(let problems), .conflict(let problems):
                var refused = page
                refused.problems = problems
                return EmployeeView(page: refused, visitor: visit.visitor)
                    .answer(.unprocessableContent)
            case .stale: return EmployeesFlash.linkIsOut.answer(at: .employee(id))
            }
        }
    }
}

/// The page that shows the link; it is shown once.
struct EmployeeInvitationView {
    let name: String
    let card: PageRoute
    let link: String
    let until: Instant
    let visitor: Visitor

    private typealias Strings = EmployeeStrings

    var answer: Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(Strings.linkTitle),
            content: """
                <p class="lead">\(localize(Strings.linkWhy(name, until: localize.fullTime(until))))</p>
                <p class="copyable"><code id="link">\(link)</code>
                <button type="button" class="small" data-copy="link" data-copied="\(localize(CommonStrings.copied))" hidden>\
                \(Icon.copy.html) <span data-word>\(localize(CommonStrings.copy))</span></button></p>
                <p><a class="button" href="\(card.path)">\(localize(CommonStrings.toTheCard))</a></p>
                """
        ).answer(for: visitor)
    }
}
