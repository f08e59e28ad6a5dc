import CallRules
import HTTPTypes
import Store

/// An employee's card.
struct EmployeeView {
    let page: EmployeePage
    let visitor: Visitor
    /// What the form was filled in from; nil: from what is saved now.
    var version: Int64?

    private typealias Words = EmployeeWords
    private var say: Voice { visitor.voice }
    private var employee: EmployeeRow { page.row.employee }
    private var route: PageRoute { .employee(employee.id.value) }

    func answer(_ status: HTTPResponse.Status = .ok, news: EmployeesNews? = nil) -> Answer {
        Frame(
            title: employee.details.name, news: news?.line(say), aside: aside,
            content: """
                \(form)
                <section class="section"><h2>\(say(Words.calls))</h2>\(calls)</section>
                """
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        EditForm(
            route: route, way: route, version: version ?? employee.updatedAt.milliseconds,
            problems: page.problems, isOvertaken: page.isOvertaken, labels: EmployeeForm.labels,
            visitor: visitor,
            fields: EmployeeFields(form: page.form, problems: page.problems, say: say).html
        ).html
    }

    private var calls: HTML {
        guard !page.calls.isEmpty else {
            return EmptyState(line: say(Words.noCalls), next: say(Words.noCallsNext)).html
        }
        return CallsTable(calls: page.calls, say: say, visitor: visitor).html
    }

    // Beside the form

    private var aside: HTML {
        let badges = EmployeeBadges(say: say)
        let deletion = PageRoute.employeeDeletion(employee.id.value).path
        return """
            <section class="panel"><dl class="facts">
            <dt>\(say(EmployeesWords.state))</dt><dd>\(badges.state(employee.details))</dd>
            <dt>\(say(EmployeesWords.presence))</dt><dd>\(badges.presence(page.row))</dd>
            <dt>\(say(Words.lastSeen))</dt>
            <dd>\(employee.lastSeenAt.map(say.time) ?? "\(say(Words.never))")</dd>
            <dt>\(say(EmployeesWords.recentCalls))</dt><dd>\(page.row.recentCalls)</dd>
            </dl></section>
            <section class="panel"><h2>\(say(Words.access))</h2><p>\(access)</p>\(invitation)</section>
            <p><a href="\(deletion)">\(say(Words.deleteLink))</a></p>
            """
    }

    private var access: HTML {
        switch page.row.access {
        case .password:
            Badge(meaning: .good, icon: .key, word: say(Words.hasPassword)).html
        case .invited(let until):
            Badge(
                meaning: .alert, icon: .link,
                word: say(Words.invited(until: say.shortTime(until)))
            ).html
        case .none: Badge(meaning: .plain, icon: .lock, word: say(Words.noAccess)).html
        }
    }

    private var invitation: HTML? {
        guard employee.details.active else { return nil }
        guard employee.details.email != nil else {
            return "<p class=\"help\">\(say(Words.needsEmail))</p>"
        }
        let again = page.row.access != .none
        return """
            <form class="form" method="post" action="\(PageRoute.employeeInvitation(employee.id.value).path)">
            \(FormGuard(visitor).html)
            <input type="hidden" name="seen" value="\(EmployeeInvitation.mark(page.row.access))">
            <p class="help">\(say(Words.inviteHelp))</p>
            <div class="buttons"><button>\(say(again ? Words.inviteAgain : Words.invite))</button></div>
            </form>
            """
    }
}
