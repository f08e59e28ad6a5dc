import CallRules
import HTTPTypes
import Store
import WebForms

/// The list of employees, and the extensions without an employee.
struct EmployeesView {
    let page: EmployeesPage
    let visitor: Visitor

    private typealias Strings = EmployeesStrings
    private var localize: Localizer { visitor.localizer }

    func answer(
        _ status: HTTPResponse.Status = .ok, news: EmployeesFlash? = nil
    ) -> Answer {
        PageLayout(
            title: localize(CommonStrings.employees), action: actions, news: news?.line(localize),
            isWide: true,
            content: """
                \(page.list.everybody == 0 ? nobody : filters + table)
                \(UnownedExtensionsView(page: page, visitor: visitor).html)
                """
        ).answer(for: visitor, status)
    }

    private var actions: HTML {
        """
        <div class="actions"><form method="post" action="\(PageRoute.phonetUsers.path)">\
        \(FormGuard(visitor).html)<button name="step" value="look">\(localize(Strings.fromPhonet))</button></form>
        \(addButton)</div>
        """
    }

    private var addButton: HTML {
        """
        <a class="button primary" href="\(PageRoute.newEmployee.path)">\(Icon.plus.html) \
        \(localize(Strings.add))</a>
        """
    }

    private var nobody: HTML {
        EmptyState(
            line: localize(Strings.nobody), next: localize(Strings.nobodyNext), action: addButton
        ).html
    }

    private var filters: HTML {
        let request = page.request
        return FilterBar(
            route: .employees,
            search: FilterBar.Search(
                name: "search", value: request.search, placeholder: localize(Strings.searchFor)),
            fields: [
                Choice(
                    name: "scope", label: localize(Strings.whom),
                    options: EmployeeListScope.allCases.map {
                        Choice.Option(value: $0.rawValue, label: localize(Strings.scope($0)))
                    }, chosen: request.scope.rawValue
                ).html
            ],
            count: request.scope == .active ? 0 : 1,
            total: localize(page.list.count, .employees), localize: localize
        ).html
    }

    private var table: HTML {
        guard !page.list.rows.isEmpty else { return nobodyFound }
        let heads = [
            CommonStrings.name, CommonStrings.extensionNumber, CommonStrings.email,
            CommonStrings.role,
            Strings.presence,
            CommonStrings.state,
        ].map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox" id="employees" data-live="15"><table class="lined">
            <thead><tr>\(heads)<th scope="col" class="number">\(localize(Strings.recentCalls))</th></tr></thead>
            <tbody>\(page.list.rows.map(row))</tbody></table></div>
            \(pages)
            """
    }

    private var nobodyFound: HTML {
        let all = "\(PageRoute.employees.path)?scope=\(EmployeeListScope.all.rawValue)"
        return EmptyState(
            line: localize(CommonStrings.nobodyFound), next: localize(Strings.nobodyFoundNext),
            action: "<a class=\"button\" href=\"\(all)\">\(localize(Strings.showAll))</a>"
        ).html
    }

    private func row(_ row: EmployeeListRow) -> HTML {
        let details = row.employee.details
        let path = PageRoute.employee(row.employee.id.value).path
        let badges = EmployeeBadges(localize: localize)
        return """
            <tr data-href="\(path)"><td class="name free"><a href="\(path)">\(details.name)</a></td>
            <td data-label="\(localize(CommonStrings.extensionNumber))">\(number(details.extension))</td>
            <td class="short" data-label="\(localize(CommonStrings.email))">\(details.email ?? "")</td>
            <td data-label="\(localize(CommonStrings.role))">\(localize(EmployeeStrings.role(details.role)))</td>
            <td class="at" data-label="\(localize(Strings.presence))" id="presence-\(row.employee.id.value)">\(badges.presence(row))</td>
            <td class="wideonly" data-label="\(localize(CommonStrings.state))">\(badges.state(details))</td>
            <td data-label="\(localize(Strings.recentCalls))" class="wideonly number">\(row.recentCalls)</td></tr>
            """
    }

    private func number(_ number: String?) -> HTML {
        number.map { "\($0)" } ?? "<span class=\"muted\">\(localize(CommonStrings.none))</span>"
    }

    private var pages: HTML? {
        let length = EmployeeListRequest.pageLength
        let (page, count) = (page.request.page, self.page.list.count)
        guard count > length else { return nil }
        let from = (page - 1) * length + 1
        let to = min(count, from + self.page.list.rows.count - 1)
        return """
            <nav class="buttons" aria-label="\(localize(CommonStrings.listPages))">
            <span class="muted">\(localize(Strings.range(from, to, of: count)))</span>
            \(page > 1 ? link(to: page - 1, Strings.previous) : nil)
            \(to < count ? link(to: page + 1, CommonStrings.next) : nil)</nav>
            """
    }

    private func link(to number: Int, _ name: LocalizedText) -> HTML {
        let request = page.request
        let path =
            "\(PageRoute.employees.path)?search=\(PercentEncoding.encoded(request.search))"
            + "&scope=\(request.scope.rawValue)&page=\(number)"
        return "<a class=\"button small\" href=\"\(path)\">\(localize(name))</a>"
    }
}

/// The badges of an employee: presence and active or not.
struct EmployeeBadges {
    let localize: Localizer

    func presence(_ row: EmployeeListRow) -> HTML {
        switch row.presence {
        case .online: badge(.good, .online, EmployeesStrings.online)
        case .paused: badge(.alert, .pause, CommonStrings.paused)
        case .offline: badge(.plain, .offline, CommonStrings.offline)
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: LocalizedText) -> HTML {
        Badge(meaning: meaning, icon: icon, word: localize(word)).html
    }

    func state(_ details: EmployeeDetails) -> HTML {
        details.active
            ? badge(.good, .check, EmployeesStrings.active)
            : badge(.plain, .cross, CommonStrings.inactive)
    }
}
