import CallRules
import Store

/// A list of leads, one line each: name with link, status, responsible employee.
struct LeadLines {
    let leads: [LeadRow]
    let visitor: Visitor
    let choices: SettingChoices

    var html: HTML { "<ul class=\"verdicts\">\(leads.map(line))</ul>" }

    private func line(_ lead: LeadRow) -> HTML {
        let details = lead.details
        let names = SettingValue(localize: visitor.localizer, choices: choices)
        let responsible = details.responsibleID.map { names.employee($0.value) }
        return """
            <li><span class="badge plain">\(Icon.leads.html)</span><div>\
            <a href="\(PageRoute.lead(lead.id.value).path)">\(LeadName.shown(details.name))</a> \
            \(LeadStatusBadge(details, choices)?.html) \
            <small>\(responsible ?? "")</small></div></li>
            """
    }
}
