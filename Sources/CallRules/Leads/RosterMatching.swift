extension Roster {
    /// Compares `users` with `members`: by e-mail address, then by name, then by internal number. A
    /// value that two users or two members share matches none of them. Of users with the same id
    /// only the first counts.
    package init(users: [User], members: [Member]) {
        var ids: Set<String> = []
        let users = users.filter { ids.insert($0.id).inserted }
        let pairs = Pairing(users, members).pairs
        let marks = Marks(users)
        let owners = Dictionary(
            members.filter(\.isActive).compactMap { member in
                member.extension.map { ($0, member) }
            }, uniquingKeysWith: { first, _ in first })
        let addressees = Dictionary(
            members.compactMap { member in member.email.map { ($0.lowercased(), member) } },
            uniquingKeysWith: { first, _ in first })
        let drafts = zip(users, pairs).map { user, pair in
            Draft(user, pair?.member, pair?.match, among: marks, addressees)
        }
        let blocked = Roster.blocked(drafts, owners)
        lines = zip(drafts, blocked).map { draft, isBlocked in
            draft.line(owner: draft.wanted.flatMap { owners[$0] }, isBlocked: isBlocked)
        }
        let present = Set(pairs.compactMap { $0?.member.id })
        absent = members.filter { $0.isActive && !present.contains($0.id) }
    }

    /// The drafts that cannot get the number they want, because its owner keeps it. An owner who
    /// wants another number releases theirs, unless that number is blocked, too.
    private static func blocked(_ drafts: [Draft], _ owners: [String: Member]) -> [Bool] {
        var blocked = Array(repeating: false, count: drafts.count)
        var keeps = Set(owners.values.map(\.id))
        for draft in drafts where draft.wanted != nil {
            if let member = draft.member { keeps.remove(member.id) }
        }
        // Each round blocks at least one more draft, or is the last.
        for _ in 0...drafts.count {
            var isSettled = true
            for (index, draft) in drafts.enumerated() where !blocked[index] {
                guard let wanted = draft.wanted, let owner = owners[wanted],
                    keeps.contains(owner.id)
                else { continue }
                blocked[index] = true
                isSettled = false
                if let member = draft.member { keeps.insert(member.id) }
            }
            if isSettled { break }
        }
        return blocked
    }
}

/// The matches of users and employees.
private struct Pairing {
    typealias Pair = (member: Roster.Member, match: Roster.Match)

    /// For each user, in their order.
    private(set) var pairs: [Pair?]

    init(_ users: [Roster.User], _ members: [Roster.Member]) {
        pairs = Array(repeating: nil, count: users.count)
        pair(users, members, by: .email, { $0.email?.lowercased() }, { $0.email?.lowercased() })
        pair(users, members, by: .name, { PersonName($0.name) }, { PersonName($0.name) })
        pair(users, members.filter(\.isActive), by: .extension, \.extension, \.extension)
    }

    /// Matches users and employees without a match whose value is unique on both sides. An active
    /// employee takes precedence over an inactive one.
    private mutating func pair<Mark: Hashable>(
        _ users: [Roster.User], _ members: [Roster.Member], by match: Roster.Match,
        _ userMark: (Roster.User) -> Mark?, _ memberMark: (Roster.Member) -> Mark?
    ) {
        let marks = users.map(userMark)
        var bearers: [Mark: Int] = [:]
        for case let mark? in marks { bearers[mark, default: 0] += 1 }
        let paired = Set(pairs.compactMap { $0?.member.id })
        var found: [Mark: [Roster.Member]] = [:]
        for member in members where !paired.contains(member.id) {
            if let mark = memberMark(member) { found[mark, default: []].append(member) }
        }
        for (index, mark) in marks.enumerated() where pairs[index] == nil {
            guard let mark, bearers[mark] == 1, let candidates = found[mark] else { continue }
            let active = candidates.filter(\.isActive)
            let likely = active.isEmpty ? candidates : active
            if let member = likely.first, likely.count == 1 { pairs[index] = (member, match) }
        }
    }
}

/// Users by address and by number.
private struct Marks {
    private var byEmail: [String: [Roster.User]] = [:]
    private var byExtension: [String: [Roster.User]] = [:]

    init(_ users: [Roster.User]) {
        for user in users {
            if let email = user.email { byEmail[email.lowercased(), default: []].append(user) }
            if let number = user.extension { byExtension[number, default: []].append(user) }
        }
    }

    /// Another user with the same address.
    func sharingEmail(with user: Roster.User) -> Roster.User? {
        user.email.flatMap { byEmail[$0.lowercased()]?.first { $0.id != user.id } }
    }

    /// Another user with the same number.
    func sharingExtension(with user: Roster.User) -> Roster.User? {
        user.extension.flatMap { byExtension[$0]?.first { $0.id != user.id } }
    }
}

/// A line before it is known who releases which number.
private struct Draft {
    let user: Roster.User
    let member: Roster.Member?
    let match: Roster.Match?
    /// The number the employee does not have yet.
    private(set) var wanted: String?
    private var newEmail: String?
    private var obstacles: [Roster.Obstacle] = []

    init(
        _ user: Roster.User, _ member: Roster.Member?, _ match: Roster.Match?,
        among marks: Marks, _ addressees: [String: Roster.Member]
    ) {
        self.user = user
        self.member = member
        self.match = match
        if let member, !member.isActive {
            obstacles.append(.inactive)
            return
        }
        readExtension(among: marks)
        readEmail(among: marks, addressees)
        if user.name.isEmpty, user.email == nil, user.extension == nil {
            obstacles.append(.nameless)
        }
    }

    private mutating func readExtension(among marks: Marks) {
        guard let number = user.extension else { return obstacles.append(.noExtension) }
        if let other = marks.sharingExtension(with: user) {
            obstacles.append(.sharedExtension(with: other))
        } else if number != member?.extension {
            if Employee.isExtension(number) {
                wanted = number
            } else {
                obstacles.append(.strangeExtension)
            }
        }
    }

    private mutating func readEmail(
        among marks: Marks, _ addressees: [String: Roster.Member]
    ) {
        guard let email = user.email else { return }
        if let other = marks.sharingEmail(with: user) {
            obstacles.append(.sharedEmail(with: other))
        } else if member?.email == nil {
            if let other = addressees[email.lowercased()] {
                obstacles.append(.emailTaken(by: other))
            } else {
                newEmail = email
            }
        }
    }

    func line(owner: Roster.Member?, isBlocked: Bool) -> Roster.Line {
        var obstacles = obstacles
        if isBlocked, let owner { obstacles.append(.extensionTaken(by: owner)) }
        return Roster.Line(
            user: user, member: member, match: match, newExtension: isBlocked ? nil : wanted,
            newEmail: newEmail, obstacles: obstacles, after: isBlocked ? nil : owner)
    }
}
