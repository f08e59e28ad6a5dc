-- Dolibarr 13 to 20: customers with the phones of their contacts, and the users who look after them.
SELECT JSON_OBJECT('external_id', s.rowid, 'name', COALESCE(NULLIF(s.nom, ''), s.rowid),
    'admins', JSON_EXTRACT(COALESCE((SELECT JSON_ARRAYAGG(u.login) FROM llx_societe_commerciaux AS c
        JOIN llx_user AS u ON u.rowid = c.fk_user WHERE c.fk_soc = s.rowid), '[]'), '$'),
    'phones', JSON_EXTRACT(COALESCE((SELECT JSON_ARRAYAGG(n.phone) FROM (
            SELECT rowid AS fk_soc, phone FROM llx_societe
            UNION ALL SELECT fk_soc, phone_mobile FROM llx_socpeople WHERE statut = 1
            UNION ALL SELECT fk_soc, phone FROM llx_socpeople WHERE statut = 1
            UNION ALL SELECT fk_soc, phone_perso FROM llx_socpeople WHERE statut = 1) AS n
        WHERE n.fk_soc = s.rowid), '[]'), '$'))
FROM llx_societe AS s WHERE s.client IN (1, 3) AND s.status = 1;
