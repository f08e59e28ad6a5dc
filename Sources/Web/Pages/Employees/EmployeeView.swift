import CallRules
import HTTPTypes
import Store

/// An employee's card.
struct EmployeeView {
    let page: EmployeePage
    let visitor: Visitor
    /// The version of the row the form was filled from, in Unix milliseconds; nil: the saved row's.
    var version: Int64?

    private typealias Strings = EmployeeStrings
    private var localize: Localizer { visitor.localizer }
    private var employee: EmployeeRow { page.row.employee }
    private var route: PageRoute { .employee(employee.id.value) }

    func answer(_ status: HTTPResponse.Status = .ok, news: EmployeesFlash? = nil) -> Answer {
        PageLayout(
            title: employee.details.name, news: news?.line(localize), aside: aside,
            content: """
                \(form)
                <section class="section"><h2>\(localize(Strings.calls))</h2>\(calls)</section>
                """
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        EditForm(
            route: route, way: route, version: version ?? employee.updatedAt.milliseconds,
            problems: page.problems, isStale: page.isStale, labels: EmployeeForm.labels,
            visitor: visitor,
            fields: EmployeeFields(
                form: page.form, settings: page.settings, problems: page.problems,
                localize: localize
            ).html
        ).html
    }

    private var calls: HTML {
        guard !page.calls.isEmpty else {
            return EmptyState(
                line: localize(CommonStrings.noCallsYet), next: localize(Strings.noCallsNext)
            )
            .html
        }
        return CallsTable(calls: page.calls, localize: localize, visitor: visitor).html
    }

    // Beside the form

    private var aside: HTML {
        let badges = EmployeeBadges(localize: localize)
        let deletion = PageRoute.employeeDeletion(employee.id.value).path
        return """
            <section class="panel"><dl class="facts">
            <dt>\(localize(CommonStrings.state))</dt><dd>\(badges.state(employee.details))</dd>
            <dt>\(localize(EmployeesStrings.presence))</dt><dd>\(badges.presence(page.row))</dd>
            <dt>\(localize(Strings.lastSeen))</dt>
            <dd>\(employee.lastSeenAt.map(localize.time) ?? "\(localize(CommonStrings.notYet))")</dd>
            <dt>\(localize(EmployeesStrings.recentCalls))</dt><dd>\(page.row.recentCalls)</dd>
            </dl></section>
            <section class="panel"><h2>\(localize(CommonStrings.signIn))</h2><p>\(access)</p>\(invitation)</section>
            <p><a href="\(deletion)">\(localize(Strings.deleteLink))</a></p>
            """
    }

    private var access: HTML {
        switch page.row.access {
        case .password:
            Badge(meaning: .good, icon: .key, word: localize(Strings.hasPassword)).html
        case .invited(let until):
            Badge(
                meaning: .alert, icon: .link,
                word: localize(Strings.invited(until: localize.shortTime(until)))
            ).html
        case .none: Badge(meaning: .plain, icon: .lock, word: localize(Strings.noAccess)).html
        }
    }

    private var invitation: HTML? {
        guard employee.details.active else { return nil }
        guard employee.details.email != nil else {
            return "<p class=\"help\">\(localize(Strings.needsEmail))</p>"
        }
        let again = page.row.access != .none
        return """
            <form class="form" method="post" action="\(PageRoute.employeeInvitation(employee.id.value).path)">
            \(FormGuard(visitor).html)
            <input type="hidden" name="seen" value="\(EmployeeInvitation.mark(page.row.access))">
            <p class="help">\(localize(Strings.inviteHelp))</p>
            <div class="buttons"><button>\(localize(again ? Strings.inviteAgain : Strings.invite))</button></div>
            </form>
            """
    }
}
