import CallRules
import HTTPTypes
import Phonet
import Store

/// What the page of Phonet's users shows.
struct PhonetUsersPage {
    /// Nil: nobody has asked yet, or the question failed.
    var preview: Preview?
    /// Why there is no list, or why nothing was written.
    var failure: [LocalizedText] = []

    /// Phonet's users beside the employees, with what is ticked.
    struct Preview {
        let users: [Roster.User]
        let roster: Roster
        /// The proposals that are ticked.
        let ticked: Set<String>
        /// Phonet has more users than are shown.
        var isCut = false
    }
}

extension Pages {
    /// The page before anybody has asked: it asks Phonet nothing by itself.
    func showPhonetUsers(_ visit: PageVisit) throws -> Answer {
        PhonetUsersView(page: PhonetUsersPage(), visitor: visit.visitor).answer()
    }

    /// Asks Phonet, or takes over what was ticked of an earlier answer.
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
            let users = found.prefix(CarriedUsers.limit).map(Roster.User.init)
            let roster = try store.roster(of: users)
            page.preview = PhonetUsersPage.Preview(
                users: users, roster: roster,
                ticked: Set(roster.lines.filter(\.isSure).map(\.proposal)),
                isCut: found.count > CarriedUsers.limit)
            return PhonetUsersView(page: page, visitor: visit.visitor).answer()
        }
    }

    private func takeTicked(_ visit: PageVisit) throws -> Answer {
        guard let users = CarriedUsers.users(visit.form["users"] ?? "") else {
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
            return EmployeesNotice.taken(added: taken.added, changed: taken.changed)
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

    /// The preview as it is by now, with what was ticked as far as it is still proposed.
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
