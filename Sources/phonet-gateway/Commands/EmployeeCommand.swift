import ArgumentParser
import CallRules
import Store
import Web

extension Employee.Role: ExpressibleByArgument {}

/// Adds employees and invites them.
struct EmployeeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "employee", abstract: "Add and invite employees.",
        subcommands: [Add.self, Invite.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an employee.",
            discussion:
                "Prints a one-time link for choosing a password, if the employee has an e-mail "
                + "address.")

        @Argument(help: "The name as colleagues know it.")
        var name: String

        @Option(name: .customLong("extension"), help: "The internal number at Phonet.")
        var number: String?

        @Option(help: "The e-mail address, for Phonet's routing and for signing in.")
        var email: String?

        @Option(
            help: """
                What they see and change: employee, supervisor (sees everything, changes no \
                settings) or admin.
                """)
        var role = Employee.Role.employee

        @Flag(help: "The same as --role admin.")
        var admin = false

        @OptionGroup var databaseOption: DatabaseOption

        @OptionGroup var publicly: PublicURLOption

        func run() throws {
            var details = EmployeeDetails()
            details.name = name
            details.extension = number
            details.email = email
            details.role = admin ? .admin : role
            let address = try publicly.shown()
            try databaseOption.opened { store in
                let row = try store.createEmployee(
                    details, by: .command, at: Environment.now()
                ).saved("employee")
                print("Employee \(row.id.value): \(row.details.name)")
                guard row.details.email != nil else { return }
                let link = try OneTimeLink.invitation.made(
                    for: row.id, at: address, in: store)
                print("Choose a password (within 7 days): \(link)")
            }
        }
    }

    struct Invite: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a one-time link with which an employee chooses a password.",
            discussion: "It is valid for 7 days; the link printed before becomes invalid.")

        @Argument(help: "The employee's id.")
        var id: Int64

        @OptionGroup var databaseOption: DatabaseOption

        @OptionGroup var publicly: PublicURLOption

        func run() throws {
            let address = try publicly.shown()
            let link = try databaseOption.opened {
                try OneTimeLink.invitation.made(for: Employee.ID(id), at: address, in: $0)
            }
            print("Choose a password (within 7 days): \(link)")
        }
    }
}
