import CallRules
import HTTPTypes
import Phonet
import Store

/// The data of the page that imports employees from Phonet.
struct PhonetUsersPage {
    /// Nil: Phonet was not asked yet, or the request failed.
    var preview: Preview?
    /// Why there is no list, or why nothing was saved; empty: no error.
    var failure: [LocalizedText] = []

    /// The proposed changes, with the ticked ones.
    struct Preview {
        let users: [Roster.User]
        let roster: Roster
        /// The ticked proposals.
        let ticked: Set<String>
        /// Whether Phonet has more users than the form shows.
        var isCut = false
    }
}

extension Pages {
    /// The page before Phonet is asked; opening it sends nothing to Phonet.
    func showPhonetUsers(_ visit: PageVisit) throws -> Answer {
        PhonetUsersView(page: PhonetUsersPage(), visitor: visit.visitor).answer()
    }

    /// Asks Phonet for its users, or saves what was ticked in the preview.
    func takeFromPhonet(_ visit: PageVisit) throws -> Answer {
        visit.form["step"] == "take" ? try takeTicked(visit) : try previewUsers(visit)
    }

    private func previewUsers(_ visit: PageVisit) throws -> Answer {
        let settings = store.settings.settings
        let asked = calling.phonetLimiter.run {
            options.phonet.account(settings).flatMap { $0.users() }
        }
        var page = PhonetUsersPage()
        switch asked {
        case nil:
            page.failure = [RosterStrings.busy]
            return PhonetUsersView(page: page, visitor: visit.visitor).answer(.conflict)
        case .failure(let failure)?:
            page.failure = [failure.sentence]
            return PhonetUsersView(page: page, visitor: visit.visitor).answer()
        case .success(let found)?:
            let users = found.prefix(HiddenUsers.limit).map(Roster.User.init)
            let roster = try store.roster(of: users)
            page.preview = PhonetUsersPage.Preview(
                users: users, roster: roster,
                ticked: Set(roster.lines.filter(\.isSure).map(\.proposal)),
                isCut: found.count > HiddenUsers.limit)
            return PhonetUsersView(page: page, visitor: visit.visitor).answer()
        }
    }

    private func takeTicked(_ visit: PageVisit) throws -> Answer {
        guard let users = HiddenUsers.users(visit.form["users"] ?? "") else {
            let page = PhonetUsersPage(failure: [RosterStrings.unreadable])
            return PhonetUsersView(page: page, visitor: visit.visitor)
                .answer(.unprocessableContent)
        }
        let ticked = Set(visit.form.all("proposal"))
        guard !ticked.isEmpty else {
            return try preview(users, ticked, [RosterStrings.nobodyChosen], visit)
                .answer(.unprocessableContent)
        }
        let outcome = try store.takeOver(
            ticked, of: users, by: visit.author(), at: visit.now)
        switch outcome {
        case .saved(let taken):
            return EmployeesFlash.taken(added: taken.added, changed: taken.changed)
                .answer(at: .employees)
        case .invalid(let problems):
            return try preview(users, ticked, problems.map(\.message), visit)
                .answer(.unprocessableContent)
        case .conflict(let problems):
            return try preview(users, ticked, problems.map(\.message), visit).answer(.conflict)
        case .missing, .stale:
            return try preview(users, ticked, [RosterStrings.unreadable], visit).answer(.conflict)
        }
    }

    /// The preview computed again, with the ticks that are still proposed.
    private func preview(
        _ users: [Roster.User], _ ticked: Set<String>, _ failure: [LocalizedText],
        _ visit: PageVisit
    ) throws -> PhonetUsersView {
        let page = PhonetUsersPage(
            preview: PhonetUsersPage.Preview(
                users: users, roster: try store.roster(of: users), ticked: ticked),
            failure: failure)
        return PhonetUsersView(page: page, visitor: visit.visitor)
    }
}
