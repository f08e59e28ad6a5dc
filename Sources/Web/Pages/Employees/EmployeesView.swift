import CallRules
import HTTPTypes
import Store

/// The list of employees, and the numbers nobody has.
struct EmployeesView {
    let page: EmployeesPage
    let visitor: Visitor

    private typealias Words = EmployeesWords
    private var say: Voice { visitor.voice }

    func answer(
        _ status: HTTPResponse.Status = .ok, news: EmployeesNews? = nil
    ) -> Answer {
        Frame(
            title: say(Words.title), action: actions, news: news?.line(say), isWide: true,
            content: """
                \(page.list.everybody == 0 ? nobody : filters + table)
                \(UnownedExtensionsView(page: page, visitor: visitor).html)
                """
        ).answer(for: visitor, status)
    }

    private var actions: HTML {
        """
        <div class="actions"><form method="post" action="\(PageRoute.phonetUsers.path)">\
        \(FormGuard(visitor).html)<button name="step" value="look">\(say(Words.fromPhonet))</button></form>
        \(addButton)</div>
        """
    }

    private var addButton: HTML {
        """
        <a class="button primary" href="\(PageRoute.newEmployee.path)">\(Icon.plus.html) \
        \(say(Words.add))</a>
        """
    }

    private var nobody: HTML {
        EmptyState(line: say(Words.nobody), next: say(Words.nobodyNext), action: addButton).html
    }

    private var filters: HTML {
        let request = page.request
        return """
            <form class="inline" method="get" action="\(PageRoute.employees.path)" role="search">
            \(TextField(
                name: "search", label: say(Words.search), value: request.search,
                placeholder: say(Words.searchFor)
            ).html)
            \(Choice(
                name: "scope", label: say(Words.whom),
                options: EmployeeListScope.allCases.map {
                    Choice.Option(value: $0.rawValue, label: say(Words.scope($0)))
                }, chosen: request.scope.rawValue
            ).html)
            <button>\(say(Words.show))</button></form>
            """
    }

    private var table: HTML {
        guard !page.list.rows.isEmpty else { return nobodyFound }
        let heads = [
            Words.name, Words.number, Words.email, Words.role, Words.presence, Words.state,
        ].map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox" id="employees" data-live="15"><table class="stacked">
            <thead><tr>\(heads)<th scope="col" class="number">\(say(Words.recentCalls))</th></tr></thead>
            <tbody>\(page.list.rows.map(row))</tbody></table></div>
            \(pages)
            """
    }

    private var nobodyFound: HTML {
        let all = "\(PageRoute.employees.path)?scope=\(EmployeeListScope.all.rawValue)"
        return EmptyState(
            line: say(Words.nobodyFound), next: say(Words.nobodyFoundNext),
            action: "<a class=\"button\" href=\"\(all)\">\(say(Words.showAll))</a>"
        ).html
    }

    private func row(_ row: EmployeeListRow) -> HTML {
        let details = row.employee.details
        let path = PageRoute.employee(row.employee.id.value).path
        let badges = EmployeeBadges(say: say)
        return """
            <tr data-href="\(path)"><td><a href="\(path)">\(details.name)</a></td>
            <td data-label="\(say(Words.number))">\(number(details.extension))</td>
            <td data-label="\(say(Words.email))">\(details.email ?? "")</td>
            <td data-label="\(say(Words.role))">\(say(EmployeeWords.role(details.role)))</td>
            <td data-label="\(say(Words.presence))" id="presence-\(row.employee.id.value)">\(badges.presence(row))</td>
            <td data-label="\(say(Words.state))">\(badges.state(details))</td>
            <td data-label="\(say(Words.recentCalls))" class="number">\(row.recentCalls)</td></tr>
            """
    }

    private func number(_ number: String?) -> HTML {
        number.map { "\($0)" } ?? "<span class=\"muted\">\(say(Words.noNumber))</span>"
    }

    private var pages: HTML? {
        let length = EmployeeListRequest.pageLength
        let (page, count) = (page.request.page, self.page.list.count)
        guard count > length else { return nil }
        let from = (page - 1) * length + 1
        let to = min(count, from + self.page.list.rows.count - 1)
        return """
            <nav class="buttons" aria-label="\(say(Words.pages))">
            <span class="muted">\(say(Words.range(from, to, of: count)))</span>
            \(page > 1 ? link(to: page - 1, Words.previous) : nil)
            \(to < count ? link(to: page + 1, Words.next) : nil)</nav>
            """
    }

    private func link(to number: Int, _ name: Sentence) -> HTML {
        let request = page.request
        let path =
            "\(PageRoute.employees.path)?search=\(Pairs.encoded(request.search))"
            + "&scope=\(request.scope.rawValue)&page=\(number)"
        return "<a class=\"button small\" href=\"\(path)\">\(say(name))</a>"
    }
}

/// The states of an employee, in words with icons.
struct EmployeeBadges {
    let say: Voice

    func presence(_ row: EmployeeListRow) -> HTML {
        switch row.presence {
        case .online: badge(.good, .online, EmployeesWords.online)
        case .paused: badge(.alert, .pause, EmployeesWords.paused)
        case .offline: badge(.plain, .offline, EmployeesWords.offline)
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: Sentence) -> HTML {
        Badge(meaning: meaning, icon: icon, word: say(word)).html
    }

    func state(_ details: EmployeeDetails) -> HTML {
        details.active
            ? badge(.good, .check, EmployeesWords.active)
            : badge(.plain, .cross, EmployeesWords.inactive)
    }
}
