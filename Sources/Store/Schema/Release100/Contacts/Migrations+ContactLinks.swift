extension Migrations {
    static let contactLinks = """
        -- The address of the contact's card in the CRM; it wins over the template of the settings. NULL:
        -- none.
        ALTER TABLE client ADD COLUMN url TEXT CHECK (url <> '');
        ALTER TABLE lead ADD COLUMN url TEXT CHECK (url <> '');
        """
}
