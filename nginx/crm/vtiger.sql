-- vtiger CRM 7 and 8: contacts, with the names of their organisations and the users they are assigned to.
SELECT JSON_OBJECT('external_id', c.contactid,
    'name', COALESCE(NULLIF(TRIM(CONCAT_WS(' ', c.firstname, c.lastname)), ''), a.accountname, c.contactid),
    'company', a.accountname, 'admins', JSON_ARRAY(u.user_name),
    'phones', JSON_ARRAY(c.mobile, c.phone, s.homephone, s.otherphone))
FROM vtiger_contactdetails AS c JOIN vtiger_crmentity AS e ON e.crmid = c.contactid AND e.deleted = 0
LEFT JOIN vtiger_contactsubdetails AS s ON s.contactsubscriptionid = c.contactid
LEFT JOIN vtiger_account AS a ON a.accountid = c.accountid
LEFT JOIN vtiger_users AS u ON u.id = e.smownerid;
