<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>cancellations</name>
    <message numerus="yes">
      <source>%n case(s) settled.</source>
      <translation>
        <numerusform>%n cas réglé.</numerusform>
        <numerusform>%n cas réglés.</numerusform>
      </translation>
    </message>
    <message>
      <source>A list to work off has the lines of all days</source>
      <translation>Une liste à traiter contient les lignes de tous les jours</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Toutes</translation>
    </message>
    <message>
      <source>All days</source>
      <translation>Tous les jours</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Montant</translation>
    </message>
    <message>
      <source>Any method</source>
      <translation>Tous les moyens</translation>
    </message>
    <message>
      <source>Cancellations</source>
      <translation>Annulations</translation>
    </message>
    <message>
      <source>Cancellations and lists to work off</source>
      <translation>Annulations et listes à traiter</translation>
    </message>
    <message>
      <source>Credit {amount} ({count})</source>
      <translation>Avoir {amount} ({count})</translation>
    </message>
    <message>
      <source>Credits and cases</source>
      <translation>Avoirs et cas</translation>
    </message>
    <message>
      <source>Customer</source>
      <translation>Client</translation>
    </message>
    <message>
      <source>Customers to tell</source>
      <translation>Clients à informer</translation>
    </message>
    <message>
      <source>Delivery</source>
      <translation>Envoi</translation>
    </message>
    <message>
      <source>Every customer knows.</source>
      <translation>Tous les clients sont informés.</translation>
    </message>
    <message>
      <source>Every refund that was promised is paid.</source>
      <translation>Tous les remboursements promis sont payés.</translation>
    </message>
    <message>
      <source>Everybody</source>
      <translation>Tout le monde</translation>
    </message>
    <message>
      <source>Give back…</source>
      <translation>Rendre…</translation>
    </message>
    <message>
      <source>How it was settled</source>
      <translation>Comment c'est réglé</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Moyen</translation>
    </message>
    <message>
      <source>Nobody has credit, and no case is open.</source>
      <translation>Aucun avoir, aucun cas ouvert.</translation>
    </message>
    <message>
      <source>Nothing here with these filters.</source>
      <translation>Rien ici avec ces filtres.</translation>
    </message>
    <message>
      <source>Nothing was cancelled here.</source>
      <translation>Rien n'a été annulé ici.</translation>
    </message>
    <message>
      <source>Only the newest {count} are shown; the CSV file has all of them.</source>
      <translation>Seules les {count} plus récentes sont affichées ; le fichier CSV les contient toutes.</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>Commande</translation>
    </message>
    <message>
      <source>Paid out</source>
      <translation>Payé</translation>
    </message>
    <message>
      <source>Paid out: {amount}.</source>
      <translation>Payé : {amount}.</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Performance</source>
      <translation>Représentation</translation>
    </message>
    <message>
      <source>Phone or e-mail</source>
      <translation>Téléphone ou e-mail</translation>
    </message>
    <message>
      <source>Promised</source>
      <translation>Promis</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Motif</translation>
    </message>
    <message>
      <source>Refunds to pay</source>
      <translation>Remboursements à payer</translation>
    </message>
    <message>
      <source>Repeated</source>
      <translation>Répété</translation>
    </message>
    <message>
      <source>Repeated at the source: {tickets}.</source>
      <translation>Répété à la source : {tickets}.</translation>
    </message>
    <message>
      <source>Save as CSV</source>
      <translation>Enregistrer en CSV</translation>
    </message>
    <message>
      <source>Save as CSV…</source>
      <translation>Enregistrer en CSV…</translation>
    </message>
    <message>
      <source>Saved as {file}.</source>
      <translation>Enregistré sous {file}.</translation>
    </message>
    <message>
      <source>Settled</source>
      <translation>Réglé</translation>
    </message>
    <message>
      <source>Shop</source>
      <translation>Boutique</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Depuis</translation>
    </message>
    <message>
      <source>The shops know of every cancellation made here.</source>
      <translation>Les boutiques connaissent toutes les annulations faites ici.</translation>
    </message>
    <message>
      <source>Ticket</source>
      <translation>Billet</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Heure</translation>
    </message>
    <message>
      <source>To repeat at the source</source>
      <translation>À répéter à la source</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Aujourd'hui</translation>
    </message>
    <message>
      <source>Told</source>
      <translation>Informé</translation>
    </message>
    <message>
      <source>Told: {names}.</source>
      <translation>Informés : {names}.</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>À faire</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Qui</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Pourquoi</translation>
    </message>
    <message>
      <source>back</source>
      <translation>rendu</translation>
    </message>
    <message>
      <source>could not be sent: tell the customer</source>
      <translation>n'a pas pu partir : avertir le client</translation>
    </message>
    <message>
      <source>e-ticket</source>
      <translation>e-billet</translation>
    </message>
    <message>
      <source>goodwill</source>
      <translation>geste commercial</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>pas rendu</translation>
    </message>
    <message>
      <source>not finished</source>
      <translation>à terminer</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>pas encore</translation>
    </message>
    <message>
      <source>taken back</source>
      <translation>repris</translation>
    </message>
    <message>
      <source>waits to be sent</source>
      <translation>en attente d'envoi</translation>
    </message>
    <message>
      <source>{method} (paid: {paid})</source>
      <translation>{method} (payé : {paid})</translation>
    </message>
  </context>
  <context>
    <name>cash</name>
    <message numerus="yes">
      <source>%n operation(s) of it wait for the centre</source>
      <translation>
        <numerusform>%n opération attend la centrale</numerusform>
        <numerusform>%n opérations attendent la centrale</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n refund(s) of this desk must be finished first: see Orders.</source>
      <translation>
        <numerusform>%n remboursement de ce guichet est à terminer d'abord : voir Commandes.</numerusform>
        <numerusform>%n remboursements de ce guichet sont à terminer d'abord : voir Commandes.</numerusform>
      </translation>
    </message>
    <message>
      <source>All</source>
      <translation>Tous</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Montant</translation>
    </message>
    <message>
      <source>Cash</source>
      <translation>Caisse</translation>
    </message>
    <message>
      <source>Cash before it was opened</source>
      <translation>Espèces avant l'ouverture</translation>
    </message>
    <message>
      <source>Cash handed out</source>
      <translation>Espèces rendues</translation>
    </message>
    <message>
      <source>Cash taken</source>
      <translation>Espèces encaissées</translation>
    </message>
    <message>
      <source>Close the drawer  Enter</source>
      <translation>Clôturer la caisse  Entrée</translation>
    </message>
    <message>
      <source>Closed by</source>
      <translation>Clôturée par</translation>
    </message>
    <message>
      <source>Closing</source>
      <translation>Clôture</translation>
    </message>
    <message>
      <source>Closing (Z)</source>
      <translation>Clôture (Z)</translation>
    </message>
    <message>
      <source>Closing {number} of {day}</source>
      <translation>Clôture {number} du {day}</translation>
    </message>
    <message>
      <source>Closings of this desk</source>
      <translation>Clôtures de ce guichet</translation>
    </message>
    <message>
      <source>Count and close…  Enter</source>
      <translation>Compter et clôturer…  Entrée</translation>
    </message>
    <message>
      <source>Count once more</source>
      <translation>Compter encore une fois</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>Compté</translation>
    </message>
    <message>
      <source>Counted: show the difference</source>
      <translation>Compté : voir l'écart</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Monnaie</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>Jour</translation>
    </message>
    <message>
      <source>Desk</source>
      <translation>Guichet</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Écart</translation>
    </message>
    <message>
      <source>Drop  Enter</source>
      <translation>Verser  Entrée</translation>
    </message>
    <message>
      <source>Drop money into the safe</source>
      <translation>Verser de l'argent au coffre</translation>
    </message>
    <message>
      <source>Dropped into the safe</source>
      <translation>Versé au coffre</translation>
    </message>
    <message>
      <source>Enter, or type at once how many of the largest note there are.</source>
      <translation>Entrée, ou tapez tout de suite le nombre de billets de la plus grande valeur.</translation>
    </message>
    <message>
      <source>Expected</source>
      <translation>Attendu</translation>
    </message>
    <message>
      <source>Expected in the drawer</source>
      <translation>Attendu en caisse</translation>
    </message>
    <message>
      <source>Float</source>
      <translation>Fonds de caisse</translation>
    </message>
    <message>
      <source>Float in {currency}</source>
      <translation>Fonds de caisse en {currency}</translation>
    </message>
    <message>
      <source>For the bank</source>
      <translation>Pour la banque</translation>
    </message>
    <message>
      <source>Given back</source>
      <translation>Rendu</translation>
    </message>
    <message>
      <source>Hide the figures (X)</source>
      <translation>Masquer les chiffres (X)</translation>
    </message>
    <message>
      <source>How many of {amount}</source>
      <translation>Combien de {amount}</translation>
    </message>
    <message>
      <source>Into the safe…</source>
      <translation>Au coffre…</translation>
    </message>
    <message>
      <source>It was opened on an earlier day and not closed. Count and close it.</source>
      <translation>Elle a été ouverte un jour précédent et n'a pas été clôturée. Comptez-la et clôturez-la.</translation>
    </message>
    <message>
      <source>Left in the drawer</source>
      <translation>Laissé en caisse</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Moyen</translation>
    </message>
    <message>
      <source>No drawer was closed here yet.</source>
      <translation>Aucune caisse n'a encore été clôturée ici.</translation>
    </message>
    <message>
      <source>Noted: the drawer was opened without a sale.</source>
      <translation>Noté : le tiroir a été ouvert sans vente.</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Maintenant</translation>
    </message>
    <message>
      <source>Open from {opened} to {closed}, closed by {by}.</source>
      <translation>Ouverte du {opened} au {closed}, clôturée par {by}.</translation>
    </message>
    <message>
      <source>Open it  Enter</source>
      <translation>Ouvrir  Entrée</translation>
    </message>
    <message>
      <source>Open the drawer  Enter</source>
      <translation>Ouvrir la caisse  Entrée</translation>
    </message>
    <message>
      <source>Open the drawer without a sale</source>
      <translation>Ouvrir le tiroir sans vente</translation>
    </message>
    <message>
      <source>Open without a sale…  Ctrl+D</source>
      <translation>Ouvrir sans vente…  Ctrl+D</translation>
    </message>
    <message>
      <source>Opened without a sale</source>
      <translation>Ouvertures sans vente</translation>
    </message>
    <message>
      <source>Operations</source>
      <translation>Opérations</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Personne</translation>
    </message>
    <message>
      <source>Print  Ctrl+P</source>
      <translation>Imprimer  Ctrl+P</translation>
    </message>
    <message>
      <source>Print the figures (X)</source>
      <translation>Imprimer les chiffres (X)</translation>
    </message>
    <message>
      <source>Printers…  Ctrl+,</source>
      <translation>Imprimantes…  Ctrl+,</translation>
    </message>
    <message>
      <source>Put in</source>
      <translation>Apports</translation>
    </message>
    <message>
      <source>Put in  Enter</source>
      <translation>Mettre en caisse  Entrée</translation>
    </message>
    <message>
      <source>Put in…</source>
      <translation>Apport…</translation>
    </message>
    <message>
      <source>Put money into the drawer</source>
      <translation>Mettre de l'argent en caisse</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Motif</translation>
    </message>
    <message>
      <source>Reason of the difference</source>
      <translation>Motif de l'écart</translation>
    </message>
    <message>
      <source>Say why it differs, then close it.</source>
      <translation>Dites pourquoi il y a un écart, puis clôturez.</translation>
    </message>
    <message>
      <source>Second person</source>
      <translation>Deuxième personne</translation>
    </message>
    <message>
      <source>Show the figures (X)</source>
      <translation>Voir les chiffres (X)</translation>
    </message>
    <message>
      <source>So large a difference is closed with a reason and a second person.</source>
      <translation>Un écart aussi grand se clôt avec un motif et une deuxième personne.</translation>
    </message>
    <message>
      <source>Stays in the drawer</source>
      <translation>Reste en caisse</translation>
    </message>
    <message>
      <source>Stays in the drawer, {currency}</source>
      <translation>Reste en caisse, {currency}</translation>
    </message>
    <message>
      <source>Step 1 of 3: count once more. This count stands.</source>
      <translation>Étape 1 sur 3 : comptez encore une fois. Ce comptage fera foi.</translation>
    </message>
    <message>
      <source>Step 1 of 3: count what lies in the drawer. What is expected is shown afterwards.</source>
      <translation>Étape 1 sur 3 : comptez le contenu de la caisse. Le montant attendu s'affiche ensuite.</translation>
    </message>
    <message>
      <source>Step 2 of 3: the difference</source>
      <translation>Étape 2 sur 3 : l'écart</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Somme</translation>
    </message>
    <message>
      <source>Take money out of the drawer</source>
      <translation>Prélever de l'argent de la caisse</translation>
    </message>
    <message>
      <source>Take out  Enter</source>
      <translation>Prélever  Entrée</translation>
    </message>
    <message>
      <source>Take out…</source>
      <translation>Prélèvement…</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>Encaissé</translation>
    </message>
    <message>
      <source>Taken out</source>
      <translation>Prélèvements</translation>
    </message>
    <message>
      <source>Takings of today</source>
      <translation>Recettes du jour</translation>
    </message>
    <message>
      <source>The drawer is closed.</source>
      <translation>La caisse est fermée.</translation>
    </message>
    <message>
      <source>The drawer is closed: {number}.</source>
      <translation>La caisse est clôturée : {number}.</translation>
    </message>
    <message>
      <source>The drawer is open since {when} ({by}).</source>
      <translation>La caisse est ouverte depuis {when} ({by}).</translation>
    </message>
    <message>
      <source>The drawer is open with {amounts}.</source>
      <translation>La caisse est ouverte avec {amounts}.</translation>
    </message>
    <message>
      <source>The drawer now (X)</source>
      <translation>La caisse maintenant (X)</translation>
    </message>
    <message>
      <source>To the drawer</source>
      <translation>Vers la caisse</translation>
    </message>
    <message>
      <source>Type a reason.</source>
      <translation>Saisissez un motif.</translation>
    </message>
    <message>
      <source>Type an amount like 200.00.</source>
      <translation>Saisissez un montant comme 200.00.</translation>
    </message>
    <message>
      <source>Type an amount up to {most}.</source>
      <translation>Saisissez un montant jusqu'à {most}.</translation>
    </message>
    <message>
      <source>Written to {file}.</source>
      <translation>Écrit dans {file}.</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>manquant</translation>
    </message>
    <message>
      <source>not needed</source>
      <translation>facultatif</translation>
    </message>
    <message>
      <source>too much</source>
      <translation>en trop</translation>
    </message>
    <message>
      <source>{amounts} was dropped into the safe.</source>
      <translation>{amounts} versé au coffre.</translation>
    </message>
    <message>
      <source>{amounts} was put into the drawer.</source>
      <translation>{amounts} mis en caisse.</translation>
    </message>
    <message>
      <source>{amounts} was taken out of the drawer.</source>
      <translation>{amounts} prélevé de la caisse.</translation>
    </message>
    <message>
      <source>{amount} of cash came while it was closed: it is in the drawer, and counted in.</source>
      <translation>{amount} en espèces reçus pendant qu'elle était fermée : ils sont en caisse et comptés.</translation>
    </message>
    <message>
      <source>{amount} was left in it.</source>
      <translation>{amount} y est resté.</translation>
    </message>
  </context>
  <context>
    <name>cli</name>
    <message>
      <source>1 operation, chain, signatures and the records beside it hold</source>
      <translation>1 opération ; chaîne, signatures et données à côté sont intactes</translation>
    </message>
    <message>
      <source>A consistent copy is in {file}.</source>
      <translation>Une copie cohérente se trouve dans {file}.</translation>
    </message>
    <message>
      <source>Apr</source>
      <translation>avr.</translation>
    </message>
    <message>
      <source>Aug</source>
      <translation>août</translation>
    </message>
    <message>
      <source>BAD</source>
      <translation>À VOIR</translation>
    </message>
    <message>
      <source>Cancelled at this desk. {source} does not know yet: cancel it there too.</source>
      <translation>Annulé à ce guichet. {source} ne le sait pas encore : annulez aussi là-bas.</translation>
    </message>
    <message>
      <source>Cancelled {tickets}.</source>
      <translation>{tickets} : annulé.</translation>
    </message>
    <message>
      <source>Cash before it was opened</source>
      <translation>Espèces avant l'ouverture</translation>
    </message>
    <message>
      <source>Cash handed out</source>
      <translation>Espèces rendues</translation>
    </message>
    <message>
      <source>Cash taken</source>
      <translation>Espèces encaissées</translation>
    </message>
    <message>
      <source>Change {amount}.</source>
      <translation>Rendez {amount}.</translation>
    </message>
    <message>
      <source>Close it with `cash close`.</source>
      <translation>Clôturez-la avec `cash close`.</translation>
    </message>
    <message>
      <source>Closing {number} of {day}</source>
      <translation>Clôture {number} du {day}</translation>
    </message>
    <message>
      <source>Copies that you made with `backup` still have it: delete those that nobody needs any more.</source>
      <translation>Les copies que vous avez faites avec `backup` les contiennent encore : supprimez celles dont personne n'a plus besoin.</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>Compté</translation>
    </message>
    <message>
      <source>Dec</source>
      <translation>déc.</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Écart</translation>
    </message>
    <message>
      <source>Dropped</source>
      <translation>Versé au coffre</translation>
    </message>
    <message>
      <source>Entry undone, the ticket is valid again.</source>
      <translation>Entrée annulée, le billet est de nouveau valable.</translation>
    </message>
    <message>
      <source>Exchanged into order {number}; the old papers are refused.</source>
      <translation>Échangé : commande {number} ; les anciens billets papier sont refusés.</translation>
    </message>
    <message>
      <source>Expected</source>
      <translation>Attendu</translation>
    </message>
    <message>
      <source>Feb</source>
      <translation>févr.</translation>
    </message>
    <message>
      <source>Float</source>
      <translation>Fonds de caisse</translation>
    </message>
    <message>
      <source>For the bank</source>
      <translation>Pour la banque</translation>
    </message>
    <message>
      <source>Fri</source>
      <translation>ven.</translation>
    </message>
    <message>
      <source>GO</source>
      <translation>ENTREZ</translation>
    </message>
    <message>
      <source>Given back: {amount}.</source>
      <translation>Rendu : {amount}.</translation>
    </message>
    <message>
      <source>Given out.</source>
      <translation>Remis.</translation>
    </message>
    <message>
      <source>Goodwill refund recorded; the ticket stays as it is.</source>
      <translation>Geste commercial enregistré ; le billet reste tel quel.</translation>
    </message>
    <message>
      <source>Hand out {amount}.</source>
      <translation>Remettez {amount} au client.</translation>
    </message>
    <message>
      <source>In cash it is rounded to {amount}.</source>
      <translation>En espèces, arrondi à {amount}.</translation>
    </message>
    <message>
      <source>In cash {amount} is rounded to it.</source>
      <translation>En espèces, {amount} est arrondi à ce montant.</translation>
    </message>
    <message>
      <source>It came too late and is credit of the customer: a place was sold again, or it is not enough.</source>
      <translation>Il est arrivé trop tard et reste un avoir du client : une place a été revendue, ou il ne suffit pas.</translation>
    </message>
    <message>
      <source>It counts for one desk and {minutes} minutes: ticketoffice pair {url} {code}</source>
      <translation>Il vaut pour un guichet et {minutes} minutes : ticketoffice pair {url} {code}</translation>
    </message>
    <message>
      <source>It is changed.</source>
      <translation>C’est changé.</translation>
    </message>
    <message>
      <source>It is closed with a reason: --why.</source>
      <translation>Elle se clôt avec un motif : --why.</translation>
    </message>
    <message>
      <source>It is on sale.</source>
      <translation>C’est en vente.</translation>
    </message>
    <message>
      <source>It may be counted once more; that count stands.</source>
      <translation>On peut la compter encore une fois ; ce comptage fait foi.</translation>
    </message>
    <message>
      <source>It was opened on an earlier day and not closed. Count and close it.</source>
      <translation>Elle a été ouverte un jour précédent et n'a pas été clôturée. Comptez-la et clôturez-la.</translation>
    </message>
    <message>
      <source>Its paper is wrong now; print it anew: `print {order} --ticket {ticket} --out FILE`.</source>
      <translation>Son papier est faux maintenant ; imprimez-le de nouveau : `print {order} --ticket {ticket} --out FICHIER`.</translation>
    </message>
    <message>
      <source>Its tickets may no longer go in unpaid.</source>
      <translation>Ses billets ne donnent plus accès sans être payés.</translation>
    </message>
    <message>
      <source>Its tickets may now go in unpaid.</source>
      <translation>Ses billets donnent désormais accès sans être payés.</translation>
    </message>
    <message>
      <source>Jan</source>
      <translation>janv.</translation>
    </message>
    <message>
      <source>Joined {url} again. Go on with `ticketoffice sync`.</source>
      <translation>De nouveau rattaché à {url}. Continuez avec `ticketoffice sync`.</translation>
    </message>
    <message>
      <source>Joined {url} as a desk of its own: another machine works with this book's key. Go on with `ticketoffice sync`.</source>
      <translation>Rattaché à {url} comme guichet à part : une autre machine travaille avec la clé de ce livre. Continuez avec `ticketoffice sync`.</translation>
    </message>
    <message>
      <source>Joined {url}. Go on with `ticketoffice sync`.</source>
      <translation>Rattaché à {url}. Continuez avec `ticketoffice sync`.</translation>
    </message>
    <message>
      <source>Jul</source>
      <translation>juil.</translation>
    </message>
    <message>
      <source>Jun</source>
      <translation>juin</translation>
    </message>
    <message>
      <source>Kept, still valid.</source>
      <translation>Conservé, toujours valable.</translation>
    </message>
    <message>
      <source>LOOK</source>
      <translation>VÉRIFIEZ</translation>
    </message>
    <message>
      <source>Left in the drawer</source>
      <translation>Laissé en caisse</translation>
    </message>
    <message>
      <source>Mar</source>
      <translation>mars</translation>
    </message>
    <message>
      <source>Marked as given back: {amounts}.</source>
      <translation>Noté comme rendu : {amounts}.</translation>
    </message>
    <message>
      <source>May</source>
      <translation>mai</translation>
    </message>
    <message>
      <source>Mon</source>
      <translation>lun.</translation>
    </message>
    <message>
      <source>Moved; its number stays.</source>
      <translation>Déplacé ; son numéro reste le même.</translation>
    </message>
    <message>
      <source>New order {number}, {open} open: {moved} of it had been paid before, {amount} are booked now. Order {old} has {rest} open.</source>
      <translation>Nouvelle commande {number}, reste à payer {open} : {moved} avaient déjà été payés, {amount} sont encaissés maintenant. Commande {old} : reste à payer {rest}.</translation>
    </message>
    <message>
      <source>No case is open.</source>
      <translation>Aucun cas n'est ouvert.</translation>
    </message>
    <message>
      <source>No desk has joined yet.</source>
      <translation>Aucun guichet ne s'est encore rattaché.</translation>
    </message>
    <message>
      <source>No drawer was closed here yet.</source>
      <translation>Aucune caisse n'a encore été clôturée ici.</translation>
    </message>
    <message>
      <source>No order here for '{query}'. {n} order searched.</source>
      <translation>Aucune commande ici pour « {query} ». {n} commande parcourue.</translation>
    </message>
    <message>
      <source>No order here for '{query}'. {n} orders searched.</source>
      <translation>Aucune commande ici pour « {query} ». {n} commandes parcourues.</translation>
    </message>
    <message>
      <source>No performance is coming. `catalogue make` puts one on sale, `import` takes in orders.</source>
      <translation>Aucune représentation à venir. `catalogue make` en met une en vente, `import` importe des commandes.</translation>
    </message>
    <message>
      <source>No refund is open.</source>
      <translation>Aucun remboursement en attente.</translation>
    </message>
    <message>
      <source>No reservation is due for release.</source>
      <translation>Aucune réservation n'est à libérer.</translation>
    </message>
    <message>
      <source>Nobody has anything to pay.</source>
      <translation>Personne n'a rien à payer.</translation>
    </message>
    <message>
      <source>Nobody has credit.</source>
      <translation>Aucun client n'a d'avoir.</translation>
    </message>
    <message>
      <source>Noted.</source>
      <translation>Noté.</translation>
    </message>
    <message>
      <source>Nothing is on sale. `catalogue make` puts a performance there.</source>
      <translation>Rien n’est en vente. `catalogue make` y met une représentation.</translation>
    </message>
    <message>
      <source>Nothing was cancelled here.</source>
      <translation>Rien n'a été annulé ici.</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>Nothing was given back: nothing that was paid for these tickets is left.</source>
      <translation>Rien n'a été rendu : il ne reste rien de ce qui a été payé pour ces billets.</translation>
    </message>
    <message>
      <source>Nothing was sent to a printer here yet.</source>
      <translation>Rien n'a encore été envoyé à une imprimante ici.</translation>
    </message>
    <message>
      <source>Nothing was taken.</source>
      <translation>Rien n'a été encaissé.</translation>
    </message>
    <message>
      <source>Nothing was typed to look for.</source>
      <translation>Rien n'a été saisi à chercher.</translation>
    </message>
    <message>
      <source>Nov</source>
      <translation>nov.</translation>
    </message>
    <message>
      <source>Oct</source>
      <translation>oct.</translation>
    </message>
    <message>
      <source>Once it is given, say so: `paid-out {tickets}`.</source>
      <translation>Une fois remis, dites-le : `paid-out {tickets}`.</translation>
    </message>
    <message>
      <source>Open from {opened} to {closed}, closed by {by}.</source>
      <translation>Ouverte du {opened} au {closed}, clôturée par {by}.</translation>
    </message>
    <message>
      <source>Opened without a sale</source>
      <translation>Ouvertures sans vente</translation>
    </message>
    <message>
      <source>Operations</source>
      <translation>Opérations</translation>
    </message>
    <message>
      <source>Order {number} is reserved: {total} are to be paid. Take them with `pay {number} --method`.</source>
      <translation>La commande {number} est réservée : {total} à payer. Encaissez-les avec `pay {number} --method`.</translation>
    </message>
    <message>
      <source>Order {number} is sold: {total}.</source>
      <translation>La commande {number} est vendue : {total}.</translation>
    </message>
    <message>
      <source>Order {number}: {total} are to be paid by invoice {invoice}.</source>
      <translation>Commande {number} : {total} à payer selon la facture {invoice}.</translation>
    </message>
    <message>
      <source>Order {old} is cancelled; order {new} with invoice {invoice} replaces it.</source>
      <translation>La commande {old} est annulée ; la commande {new} avec la facture {invoice} la remplace.</translation>
    </message>
    <message>
      <source>Order {order}: {amount} stay owed.</source>
      <translation>Commande {order} : {amount} restent dus.</translation>
    </message>
    <message>
      <source>Owed to the customer: {amount}.</source>
      <translation>Dû au client : {amount}.</translation>
    </message>
    <message>
      <source>Paired with {url}. The centre takes this book's history. Go on with `ticketoffice sync`.</source>
      <translation>Rattaché à {url}. La centrale reprend l'historique de ce livre. Continuez avec `ticketoffice sync`.</translation>
    </message>
    <message>
      <source>Paired with {url}. The centre's orders come next. Go on with `ticketoffice sync`.</source>
      <translation>Rattaché à {url}. Les commandes de la centrale viennent ensuite. Continuez avec `ticketoffice sync`.</translation>
    </message>
    <message>
      <source>Printed by {printer}.</source>
      <translation>Imprimé par {printer}.</translation>
    </message>
    <message>
      <source>Put in</source>
      <translation>Apports</translation>
    </message>
    <message>
      <source>Put {amount} back, {method}.</source>
      <translation>Remettez {amount}, {method}.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Motif</translation>
    </message>
    <message>
      <source>Reason and refund are still to be said: `finish`. Until then `keep` takes it back.</source>
      <translation>Le motif et le remboursement restent à indiquer : `finish`. D’ici là, `keep` revient dessus.</translation>
    </message>
    <message>
      <source>Reinstated with a new number; the old paper stays refused.</source>
      <translation>Réactivé avec un nouveau numéro ; l'ancien papier reste refusé.</translation>
    </message>
    <message>
      <source>Released: {n} places are everybody's now.</source>
      <translation>Débloqué : {n} places sont à tout le monde désormais.</translation>
    </message>
    <message>
      <source>Reminder {n} of order {order} is sent by the centre.</source>
      <translation>Le rappel {n} de la commande {order} est envoyé par la centrale.</translation>
    </message>
    <message>
      <source>Reminder {n} of order {order} is written down.</source>
      <translation>Le rappel {n} de la commande {order} est noté.</translation>
    </message>
    <message>
      <source>Reminder {n} of order {order} was sent.</source>
      <translation>Le rappel {n} de la commande {order} est envoyé.</translation>
    </message>
    <message>
      <source>Renamed; its number stays.</source>
      <translation>Nom changé ; son numéro reste le même.</translation>
    </message>
    <message>
      <source>Replaced by a new number; the old paper is refused.</source>
      <translation>Remplacé par un nouveau numéro ; l’ancien papier est refusé.</translation>
    </message>
    <message>
      <source>Replay differs in: {tables}.</source>
      <translation>Le livre rejoué diffère dans : {tables}.</translation>
    </message>
    <message>
      <source>Replay is equal, table by table.</source>
      <translation>Le livre rejoué est identique, table par table.</translation>
    </message>
    <message>
      <source>SQLite</source>
      <translation>SQLite</translation>
    </message>
    <message>
      <source>STOP</source>
      <translation>STOP</translation>
    </message>
    <message>
      <source>Sat</source>
      <translation>sam.</translation>
    </message>
    <message>
      <source>Say how with `--pay METHOD[:AMOUNT]`.</source>
      <translation>Dites comment avec `--pay MODE[:MONTANT]`.</translation>
    </message>
    <message>
      <source>Second person</source>
      <translation>Deuxième personne</translation>
    </message>
    <message>
      <source>Sent.</source>
      <translation>Envoyé.</translation>
    </message>
    <message>
      <source>Sep</source>
      <translation>sept.</translation>
    </message>
    <message>
      <source>Settled.</source>
      <translation>Réglé.</translation>
    </message>
    <message>
      <source>So large a difference is closed with a reason and a second person: --why, and --approve-as or --alone.</source>
      <translation>Un écart aussi grand se clôt avec un motif et une deuxième personne : --why, et --approve-as ou --alone.</translation>
    </message>
    <message>
      <source>Something went wrong in the program ({problem}). What was said to be done is done. Do it again with --verbose and report what is printed.</source>
      <translation>Une erreur est survenue dans le programme ({problem}). Ce qui a été annoncé comme fait est fait. Recommencez avec --verbose et transmettez ce qui s'affiche.</translation>
    </message>
    <message>
      <source>Stopped. What is counted is in; import the same files again for the rest.</source>
      <translation>Arrêté. Ce qui est compté est repris ; importez les mêmes fichiers à nouveau pour le reste.</translation>
    </message>
    <message>
      <source>Sun</source>
      <translation>dim.</translation>
    </message>
    <message>
      <source>Taken out</source>
      <translation>Prélèvements</translation>
    </message>
    <message>
      <source>The centre answers at {url}. A code for a desk: ticketoffice central pair-code</source>
      <translation>La centrale répond à {url}. Un code pour un guichet : ticketoffice central pair-code</translation>
    </message>
    <message>
      <source>The centre refused the change that made this ticket. Look at order {order}.</source>
      <translation>La centrale a refusé la modification dont vient ce billet. Regardez la commande {order}.</translation>
    </message>
    <message>
      <source>The centre sends the tickets by e-mail once it has heard of it.</source>
      <translation>Le centre envoie les billets par e-mail dès qu’il en est informé.</translation>
    </message>
    <message>
      <source>The customer's data is erased; the figures stay as they are.</source>
      <translation>Les données du client sont effacées ; les chiffres restent tels quels.</translation>
    </message>
    <message>
      <source>The desks do not sell {performances}: their sale has ended. `catalogue change` names another --sale-end.</source>
      <translation>Les guichets ne vendent pas {performances} : leur vente est terminée. `catalogue change` indique une autre --sale-end.</translation>
    </message>
    <message>
      <source>The drawer is closed.</source>
      <translation>La caisse est fermée.</translation>
    </message>
    <message>
      <source>The drawer is open since {when} ({by}).</source>
      <translation>La caisse est ouverte depuis {when} ({by}).</translation>
    </message>
    <message>
      <source>The drawer is open since {when} and was not closed. Count and close it.</source>
      <translation>La caisse est ouverte depuis {when} et n'a pas été clôturée. Comptez-la et clôturez-la.</translation>
    </message>
    <message>
      <source>The drawer is open with {amounts}.</source>
      <translation>La caisse est ouverte avec {amounts}.</translation>
    </message>
    <message>
      <source>The drawer was opened without a sale.</source>
      <translation>Le tiroir a été ouvert sans vente.</translation>
    </message>
    <message>
      <source>The former file: {file}</source>
      <translation>L'ancien fichier : {file}</translation>
    </message>
    <message>
      <source>The house keeps nothing of it.</source>
      <translation>La maison n'y bloque rien.</translation>
    </message>
    <message>
      <source>The house keeps these places.</source>
      <translation>La maison bloque ces places.</translation>
    </message>
    <message>
      <source>The journal is as it was written.</source>
      <translation>Le journal est tel qu'il a été écrit.</translation>
    </message>
    <message>
      <source>The journal is damaged at {fault}.</source>
      <translation>Le journal est abîmé à {fault}.</translation>
    </message>
    <message>
      <source>The tariff is changed.</source>
      <translation>Le tarif est changé.</translation>
    </message>
    <message>
      <source>The tickets were sent by e-mail.</source>
      <translation>Les billets ont été envoyés par e-mail.</translation>
    </message>
    <message>
      <source>This records the refund; it does not send money.</source>
      <translation>Ceci enregistre le remboursement. Aucun argent n'est envoyé.</translation>
    </message>
    <message>
      <source>Thu</source>
      <translation>jeu.</translation>
    </message>
    <message>
      <source>Tickets name no organiser: `rules letterhead=NAME,ADDRESS` puts one on them.</source>
      <translation>Les billets ne nomment aucun organisateur : `rules letterhead=NOM,ADRESSE` en met un.</translation>
    </message>
    <message>
      <source>Told.</source>
      <translation>Client informé.</translation>
    </message>
    <message>
      <source>Tue</source>
      <translation>mar.</translation>
    </message>
    <message>
      <source>Usually it goes back as it was paid: {methods}.</source>
      <translation>D’habitude, il revient comme il a été payé : {methods}.</translation>
    </message>
    <message>
      <source>Wed</source>
      <translation>mer.</translation>
    </message>
    <message>
      <source>Whoever was erased is still in {file}: it could not be cleaned.</source>
      <translation>Les personnes effacées figurent encore dans {file} : ce fichier n'a pas pu être nettoyé.</translation>
    </message>
    <message>
      <source>Write it into a file for the customer: `invoice {new} --pdf FILE`.</source>
      <translation>Écrivez-la dans un fichier pour le client : `invoice {new} --pdf FICHIER`.</translation>
    </message>
    <message>
      <source>Written to {file}.</source>
      <translation>Écrit dans {file}.</translation>
    </message>
    <message>
      <source>`ticketoffice sync --save FILE` saves the queue.</source>
      <translation>`ticketoffice sync --save FICHIER` enregistre la file.</translation>
    </message>
    <message>
      <source>a person's data beside it is missing or was changed</source>
      <translation>les données d'une personne à côté manquent ou ont été changées</translation>
    </message>
    <message>
      <source>a text beside it is missing or was changed</source>
      <translation>un texte à côté manque ou a été changé</translation>
    </message>
    <message>
      <source>admit unpaid</source>
      <translation>impayé, admis</translation>
    </message>
    <message>
      <source>amount</source>
      <translation>montant</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>annulé</translation>
    </message>
    <message>
      <source>case</source>
      <translation>cas</translation>
    </message>
    <message>
      <source>change refused</source>
      <translation>modification refusée</translation>
    </message>
    <message>
      <source>clock</source>
      <translation>horloge</translation>
    </message>
    <message>
      <source>clock of the centre</source>
      <translation>horloge de la centrale</translation>
    </message>
    <message>
      <source>closing</source>
      <translation>clôture</translation>
    </message>
    <message>
      <source>company</source>
      <translation>société</translation>
    </message>
    <message>
      <source>credit {amount}</source>
      <translation>avoir {amount}</translation>
    </message>
    <message>
      <source>date</source>
      <translation>jour</translation>
    </message>
    <message>
      <source>disk</source>
      <translation>disque</translation>
    </message>
    <message>
      <source>displaced</source>
      <translation>place prise deux fois</translation>
    </message>
    <message>
      <source>drawer</source>
      <translation>tiroir-caisse</translation>
    </message>
    <message>
      <source>due {day}</source>
      <translation>à payer jusqu'au {day}</translation>
    </message>
    <message>
      <source>email</source>
      <translation>e-mail</translation>
    </message>
    <message>
      <source>event</source>
      <translation>spectacle</translation>
    </message>
    <message>
      <source>exchanged</source>
      <translation>échangé</translation>
    </message>
    <message>
      <source>file</source>
      <translation>fichier</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>terminé</translation>
    </message>
    <message>
      <source>forged</source>
      <translation>falsifié</translation>
    </message>
    <message>
      <source>from {n} tickets on</source>
      <translation>dès {n} billets</translation>
    </message>
    <message>
      <source>given up</source>
      <translation>abandonné</translation>
    </message>
    <message>
      <source>heard {when}</source>
      <translation>vu le {when}</translation>
    </message>
    <message>
      <source>held</source>
      <translation>réservé</translation>
    </message>
    <message>
      <source>holder</source>
      <translation>porteur</translation>
    </message>
    <message>
      <source>invoice</source>
      <translation>facture</translation>
    </message>
    <message>
      <source>is being sent</source>
      <translation>en cours d'envoi</translation>
    </message>
    <message>
      <source>it does not follow the operation before it</source>
      <translation>elle ne suit pas l'opération qui la précède</translation>
    </message>
    <message>
      <source>it is not as it was written: {fault}</source>
      <translation>il n'est pas tel qu'il a été écrit : {fault}</translation>
    </message>
    <message>
      <source>its bytes were changed</source>
      <translation>ses octets ont été changés</translation>
    </message>
    <message>
      <source>its columns differ from its bytes</source>
      <translation>ses colonnes diffèrent de ses octets</translation>
    </message>
    <message>
      <source>its signature is wrong</source>
      <translation>sa signature est fausse</translation>
    </message>
    <message>
      <source>joined {when}</source>
      <translation>rattaché le {when}</translation>
    </message>
    <message>
      <source>journal</source>
      <translation>journal</translation>
    </message>
    <message>
      <source>kept</source>
      <translation>repris</translation>
    </message>
    <message>
      <source>kept by the house: {n}, {hold}</source>
      <translation>bloquées par la maison : {n}, {hold}</translation>
    </message>
    <message>
      <source>kept files</source>
      <translation>fichiers gardés</translation>
    </message>
    <message>
      <source>last day {day}</source>
      <translation>dernier jour {day}</translation>
    </message>
    <message>
      <source>less than a minute away</source>
      <translation>moins d'une minute d'écart</translation>
    </message>
    <message>
      <source>may go in unpaid</source>
      <translation>peut entrer sans avoir payé</translation>
    </message>
    <message>
      <source>may have come out</source>
      <translation>peut-être sorti</translation>
    </message>
    <message>
      <source>method</source>
      <translation>moyen</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>manquant</translation>
    </message>
    <message>
      <source>name</source>
      <translation>nom</translation>
    </message>
    <message>
      <source>never heard</source>
      <translation>jamais vu</translation>
    </message>
    <message>
      <source>no book_started</source>
      <translation>sans book_started</translation>
    </message>
    <message>
      <source>no folder is named: name one on another disk in the settings ([copies] folder)</source>
      <translation>aucun dossier n'est indiqué : indiquez-en un sur un autre disque dans les réglages ([copies] folder)</translation>
    </message>
    <message>
      <source>nobody who was erased stands in the files that the program keeps</source>
      <translation>personne qui a été effacé ne figure dans les fichiers que le programme garde</translation>
    </message>
    <message>
      <source>none for more than a day in {folder} ({last}): keep the window open until one is made there</source>
      <translation>aucune depuis plus d'un jour dans {folder} ({last}) : laissez la fenêtre ouverte jusqu'à ce qu'une copie y soit faite</translation>
    </message>
    <message>
      <source>none is kept of this book</source>
      <translation>ce livre n'en a pas besoin</translation>
    </message>
    <message>
      <source>none yet</source>
      <translation>aucune encore</translation>
    </message>
    <message>
      <source>not behind the journal</source>
      <translation>pas en retard sur le journal</translation>
    </message>
    <message>
      <source>not known: the book cannot be read</source>
      <translation>inconnu : le livre est illisible</translation>
    </message>
    <message>
      <source>not printed</source>
      <translation>pas imprimé</translation>
    </message>
    <message>
      <source>note</source>
      <translation>remarque</translation>
    </message>
    <message>
      <source>nothing can be written into {folder} ({last}): allow it, or name another folder in the settings ([copies] folder)</source>
      <translation>rien ne peut être écrit dans {folder} ({last}) : autorisez-le, ou indiquez un autre dossier dans les réglages ([copies] folder)</translation>
    </message>
    <message>
      <source>number</source>
      <translation>numéro</translation>
    </message>
    <message>
      <source>ok </source>
      <translation>bon   </translation>
    </message>
    <message>
      <source>only its owner may read it</source>
      <translation>seul son propriétaire peut le lire</translation>
    </message>
    <message>
      <source>open {amount}</source>
      <translation>ouvert {amount}</translation>
    </message>
    <message>
      <source>operation {n} is missing</source>
      <translation>l'opération {n} manque</translation>
    </message>
    <message>
      <source>other users of this machine may read the customers' data: chmod 600</source>
      <translation>d'autres utilisateurs de cette machine peuvent lire les données des clients : chmod 600</translation>
    </message>
    <message>
      <source>over</source>
      <translation>terminée</translation>
    </message>
    <message>
      <source>paid</source>
      <translation>payé</translation>
    </message>
    <message>
      <source>paid {amount}</source>
      <translation>payé {amount}</translation>
    </message>
    <message>
      <source>payment</source>
      <translation>paiement</translation>
    </message>
    <message>
      <source>pending</source>
      <translation>en attente de paiement</translation>
    </message>
    <message>
      <source>people who were erased still stand in {files}: what cannot be cleaned is damaged; delete it once nothing in it is needed any more</source>
      <translation>des personnes effacées figurent encore dans {files} : ce qui ne peut pas être nettoyé est endommagé ; supprimez-le dès que plus rien n'y est nécessaire</translation>
    </message>
    <message>
      <source>performance</source>
      <translation>représentation</translation>
    </message>
    <message>
      <source>phone</source>
      <translation>téléphone</translation>
    </message>
    <message>
      <source>printed</source>
      <translation>imprimé</translation>
    </message>
    <message>
      <source>privacy</source>
      <translation>confidentialité</translation>
    </message>
    <message>
      <source>program</source>
      <translation>programme</translation>
    </message>
    <message>
      <source>put out {when}</source>
      <translation>exclu le {when}</translation>
    </message>
    <message>
      <source>queued</source>
      <translation>en attente</translation>
    </message>
    <message>
      <source>quota {name}</source>
      <translation>contingent {name}</translation>
    </message>
    <message>
      <source>receipt</source>
      <translation>quittance</translation>
    </message>
    <message>
      <source>recent</source>
      <translation>récente</translation>
    </message>
    <message>
      <source>refunded</source>
      <translation>remboursé</translation>
    </message>
    <message>
      <source>refunded {amount}</source>
      <translation>remboursé {amount}</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>refusé</translation>
    </message>
    <message>
      <source>reinstated</source>
      <translation>réactivé</translation>
    </message>
    <message>
      <source>released</source>
      <translation>débloqué</translation>
    </message>
    <message>
      <source>replaced</source>
      <translation>remplacé</translation>
    </message>
    <message>
      <source>right by the centre's clock; it was ahead once: an operation is dated {count} days from now</source>
      <translation>juste selon l'horloge de la centrale ; elle a avancé une fois : une opération est datée de {count} jours plus tard</translation>
    </message>
    <message>
      <source>right by the centre's clock; it was ahead once: an operation is dated {count} h from now</source>
      <translation>juste selon l'horloge de la centrale ; elle a avancé une fois : une opération est datée de {count} h plus tard</translation>
    </message>
    <message>
      <source>right by the centre's clock; it was ahead once: an operation is dated {count} min from now</source>
      <translation>juste selon l'horloge de la centrale ; elle a avancé une fois : une opération est datée de {count} min plus tard</translation>
    </message>
    <message>
      <source>runs out {moment}</source>
      <translation>expire le {moment}</translation>
    </message>
    <message>
      <source>seat</source>
      <translation>place</translation>
    </message>
    <message>
      <source>second copy</source>
      <translation>seconde copie</translation>
    </message>
    <message>
      <source>slip</source>
      <translation>bon d'annulation</translation>
    </message>
    <message>
      <source>stale</source>
      <translation>liste trop ancienne</translation>
    </message>
    <message>
      <source>test print</source>
      <translation>impression d'essai</translation>
    </message>
    <message>
      <source>the disk of {folder} is full ({last}): make room on it, or name another folder in the settings ([copies] folder)</source>
      <translation>le disque de {folder} est plein ({last}) : faites de la place, ou indiquez un autre dossier dans les réglages ([copies] folder)</translation>
    </message>
    <message>
      <source>the file is damaged: put the newest copy in its place with `ticketoffice restore COPY`</source>
      <translation>le fichier est abîmé : mettez la copie la plus récente à sa place avec `ticketoffice restore COPIE`</translation>
    </message>
    <message>
      <source>the file is sound</source>
      <translation>le fichier est sain</translation>
    </message>
    <message>
      <source>the folder {folder} is not there: plug the disk in, or name another folder in the settings</source>
      <translation>le dossier {folder} n'est pas là : branchez le disque, ou indiquez un autre dossier dans les réglages</translation>
    </message>
    <message>
      <source>the journal ends before the head at {n}</source>
      <translation>le journal s'arrête avant la tête, à {n}</translation>
    </message>
    <message>
      <source>the last one is of {when} UTC</source>
      <translation>la dernière est du {when} UTC</translation>
    </message>
    <message>
      <source>the notice about {ticket}: {state}</source>
      <translation>l'avis au sujet de {ticket} : {state}</translation>
    </message>
    <message>
      <source>ticket</source>
      <translation>billet</translation>
    </message>
    <message>
      <source>ticketoffice {version}, Python {python}</source>
      <translation>ticketoffice {version}, Python {python}</translation>
    </message>
    <message>
      <source>tickets</source>
      <translation>billets</translation>
    </message>
    <message>
      <source>to be cancelled, not paid in time</source>
      <translation>à annuler, non payée à temps</translation>
    </message>
    <message>
      <source>to be released</source>
      <translation>à libérer</translation>
    </message>
    <message>
      <source>to be reminded</source>
      <translation>à relancer</translation>
    </message>
    <message>
      <source>too early</source>
      <translation>trop tôt</translation>
    </message>
    <message>
      <source>too much</source>
      <translation>en trop</translation>
    </message>
    <message>
      <source>unfinished</source>
      <translation>non terminé</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>inconnu</translation>
    </message>
    <message>
      <source>unpaid</source>
      <translation>impayé</translation>
    </message>
    <message>
      <source>unpaid: invoice</source>
      <translation>non payé : facture</translation>
    </message>
    <message>
      <source>until {when}</source>
      <translation>jusqu'au {when}</translation>
    </message>
    <message>
      <source>used</source>
      <translation>utilisé</translation>
    </message>
    <message>
      <source>valid</source>
      <translation>valable</translation>
    </message>
    <message>
      <source>waits</source>
      <translation>en attente</translation>
    </message>
    <message>
      <source>with {tariff}</source>
      <translation>avec {tariff}</translation>
    </message>
    <message>
      <source>wrong performance</source>
      <translation>autre représentation</translation>
    </message>
    <message>
      <source>wrong zone</source>
      <translation>autre zone</translation>
    </message>
    <message>
      <source>{amounts} was dropped into the safe.</source>
      <translation>{amounts} versé au coffre.</translation>
    </message>
    <message>
      <source>{amounts} was put into the drawer.</source>
      <translation>{amounts} mis en caisse.</translation>
    </message>
    <message>
      <source>{amounts} was taken out of the drawer.</source>
      <translation>{amounts} prélevé de la caisse.</translation>
    </message>
    <message>
      <source>{amount} booked.</source>
      <translation>{amount} encaissé.</translation>
    </message>
    <message>
      <source>{amount} given back.</source>
      <translation>{amount} rendus.</translation>
    </message>
    <message>
      <source>{amount} had been paid and are credit.</source>
      <translation>{amount} avait été payé et reste un avoir.</translation>
    </message>
    <message>
      <source>{amount} of cash came before it was opened: it is in the drawer, and counted in.</source>
      <translation>{amount} en espèces reçus avant l'ouverture : ils sont en caisse et comptés.</translation>
    </message>
    <message>
      <source>{amount} open</source>
      <translation>{amount} à payer</translation>
    </message>
    <message>
      <source>{amount} taken.</source>
      <translation>{amount} encaissés.</translation>
    </message>
    <message>
      <source>{amount} was left in it.</source>
      <translation>{amount} y est resté.</translation>
    </message>
    <message>
      <source>{amount}: {before} is corrected to {after}.</source>
      <translation>{amount} : {before} est corrigé en {after}.</translation>
    </message>
    <message>
      <source>{count} beyond the places</source>
      <translation>{count} en plus des places</translation>
    </message>
    <message>
      <source>{count} days behind an operation</source>
      <translation>retarde de {count} jours sur une opération</translation>
    </message>
    <message>
      <source>{count} entered</source>
      <translation>entrés : {count}</translation>
    </message>
    <message>
      <source>{count} free</source>
      <translation>libres : {count}</translation>
    </message>
    <message>
      <source>{count} h behind an operation</source>
      <translation>retarde de {count} h sur une opération</translation>
    </message>
    <message>
      <source>{count} held</source>
      <translation>réservés : {count}</translation>
    </message>
    <message>
      <source>{count} kept by the house</source>
      <translation>{count} bloquées par la maison</translation>
    </message>
    <message>
      <source>{count} kept by the house: {holds}</source>
      <translation>{count} bloquées par la maison : {holds}</translation>
    </message>
    <message>
      <source>{count} min behind an operation</source>
      <translation>retarde de {count} min sur une opération</translation>
    </message>
    <message>
      <source>{count} operations, chain, signatures and the records beside them hold</source>
      <translation>{count} opérations ; chaîne, signatures et données à côté sont intactes</translation>
    </message>
    <message>
      <source>{count} places</source>
      <translation>places : {count}</translation>
    </message>
    <message>
      <source>{count} sold</source>
      <translation>vendus : {count}</translation>
    </message>
    <message>
      <source>{count} unpaid</source>
      <translation>impayés : {count}</translation>
    </message>
    <message>
      <source>{entered} of {n} in</source>
      <translation>entrés : {entered} sur {n}</translation>
    </message>
    <message>
      <source>{file} line {lines}: {message}</source>
      <translation>{file} ligne {lines} : {message}</translation>
    </message>
    <message>
      <source>{file}: {added} new, {changed} changed, {same} the same, {refused} refused</source>
      <translation>{file} : nouvelles {added}, modifiées {changed}, identiques {same}, refusées {refused}</translation>
    </message>
    <message>
      <source>{last}, in {folder}</source>
      <translation>{last}, dans {folder}</translation>
    </message>
    <message>
      <source>{left} of {n} left</source>
      <translation>{left} sur {n} restantes</translation>
    </message>
    <message>
      <source>{live} of {n} ticket held</source>
      <translation>{live} sur {n} billet réservé</translation>
    </message>
    <message>
      <source>{live} of {n} ticket valid</source>
      <translation>{live} sur {n} billet valable</translation>
    </message>
    <message>
      <source>{live} of {n} tickets held</source>
      <translation>{live} sur {n} billets réservés</translation>
    </message>
    <message>
      <source>{live} of {n} tickets valid</source>
      <translation>{live} sur {n} billets valables</translation>
    </message>
    <message>
      <source>{method} (paid: {paid})</source>
      <translation>{method} (payé : {paid})</translation>
    </message>
    <message>
      <source>{name} is put out: nothing more is taken from it.</source>
      <translation>{name} est exclu : plus rien n'est accepté de lui.</translation>
    </message>
    <message>
      <source>{name}: {value}</source>
      <translation>{name} : {value}</translation>
    </message>
    <message>
      <source>{n} free</source>
      <translation>{n} libres</translation>
    </message>
    <message>
      <source>{n} line is in {file}.</source>
      <translation>{n} ligne est dans {file}.</translation>
    </message>
    <message>
      <source>{n} lines are in {file}.</source>
      <translation>{n} lignes sont dans {file}.</translation>
    </message>
    <message>
      <source>{n} operation saved in {file}.</source>
      <translation>{n} opération enregistrée dans {file}.</translation>
    </message>
    <message>
      <source>{n} operation sent</source>
      <translation>{n} opération envoyée</translation>
    </message>
    <message>
      <source>{n} operation waits for the centre.</source>
      <translation>{n} opération attend la centrale.</translation>
    </message>
    <message>
      <source>{n} operations saved in {file}.</source>
      <translation>{n} opérations enregistrées dans {file}.</translation>
    </message>
    <message>
      <source>{n} operations sent</source>
      <translation>{n} opérations envoyées</translation>
    </message>
    <message>
      <source>{n} operations wait for the centre.</source>
      <translation>{n} opérations attendent la centrale.</translation>
    </message>
    <message>
      <source>{n} order</source>
      <translation>{n} commande</translation>
    </message>
    <message>
      <source>{n} order heard</source>
      <translation>{n} commande reçue</translation>
    </message>
    <message>
      <source>{n} orders</source>
      <translation>{n} commandes</translation>
    </message>
    <message>
      <source>{n} orders heard</source>
      <translation>{n} commandes reçues</translation>
    </message>
    <message>
      <source>{n} refund is to be finished first.</source>
      <translation>{n} remboursement est à terminer d'abord.</translation>
    </message>
    <message>
      <source>{n} refunds are to be finished first.</source>
      <translation>{n} remboursements sont à terminer d'abord.</translation>
    </message>
    <message>
      <source>{n} thing needs attention: `report cases`.</source>
      <translation>{n} cas à traiter : `report cases`.</translation>
    </message>
    <message>
      <source>{n} things need attention: `report cases`.</source>
      <translation>{n} cas à traiter : `report cases`.</translation>
    </message>
    <message>
      <source>{n} ticket</source>
      <translation>{n} billet</translation>
    </message>
    <message>
      <source>{n} tickets</source>
      <translation>{n} billets</translation>
    </message>
    <message>
      <source>{order}: more was paid at the source than is owed here; the rest is not booked. Look at the order.</source>
      <translation>{order} : la source a encaissé plus que ce qui est dû ici ; le reste n'est pas comptabilisé. Regardez la commande.</translation>
    </message>
    <message>
      <source>{order}: released {tickets}.</source>
      <translation>{order} : libéré {tickets}.</translation>
    </message>
    <message>
      <source>{share} free</source>
      <translation>{share} d'espace libre</translation>
    </message>
    <message>
      <source>{shown} of {n} order.</source>
      <translation>{shown} sur {n} commande.</translation>
    </message>
    <message>
      <source>{shown} of {n} orders.</source>
      <translation>{shown} sur {n} commandes.</translation>
    </message>
    <message>
      <source>{ticket}: seat {seat} belongs to somebody else here. The ticket is in; see who sits where.</source>
      <translation>{ticket} : la place {seat} appartient ici à quelqu'un d'autre. Le billet est repris ; voyez qui est assis où.</translation>
    </message>
    <message>
      <source>{ticket}: {here} here and at the source too. Look at the order.</source>
      <translation>{ticket} : {here} ici et aussi à la source. Regardez la commande.</translation>
    </message>
    <message>
      <source>{ticket}: {here} here, {file} in the file; kept as it is here</source>
      <translation>{ticket} : {here} ici, {file} dans le fichier ; reste comme ici</translation>
    </message>
    <message>
      <source>{unsent} not answered yet.</source>
      <translation>Pas encore confirmées : {unsent}.</translation>
    </message>
    <message>
      <source>{unsent} not answered yet; {held} of them can still be kept, or wait behind that.</source>
      <translation>Pas encore confirmées : {unsent}, dont encore annulables ou en attente derrière : {held}.</translation>
    </message>
    <message>
      <source>{url}: {saved} saved here, {answered} answered by the centre.</source>
      <translation>{url} : enregistrées ici : {saved} ; confirmées par la centrale : {answered}.</translation>
    </message>
  </context>
  <context>
    <name>cli_order</name>
    <message>
      <source>admit unpaid</source>
      <translation>impayée, admise</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>annulée</translation>
    </message>
    <message>
      <source>displaced</source>
      <translation>place prise deux fois</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>expirée</translation>
    </message>
    <message>
      <source>free</source>
      <translation>gratuite</translation>
    </message>
    <message>
      <source>paid</source>
      <translation>payée</translation>
    </message>
    <message>
      <source>partly cancelled</source>
      <translation>annulée en partie</translation>
    </message>
    <message>
      <source>pending</source>
      <translation>en attente de paiement</translation>
    </message>
    <message>
      <source>unpaid</source>
      <translation>impayée</translation>
    </message>
  </context>
  <context>
    <name>customer</name>
    <message>
      <source>Company</source>
      <translation>Société</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>E-mail</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Langue</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Téléphone</translation>
    </message>
    <message numerus="yes">
      <source>Same e-mail or phone: %n other order(s)</source>
      <translation>
        <numerusform>Même e-mail ou téléphone : %n autre commande</numerusform>
        <numerusform>Même e-mail ou téléphone : %n autres commandes</numerusform>
      </translation>
    </message>
    <message>
      <source>Save customer</source>
      <translation>Enregistrer le client</translation>
    </message>
  </context>
  <context>
    <name>deeds</name>
    <message numerus="yes">
      <source>%n ticket(s) are valid again, with new numbers: the old papers stay refused.</source>
      <translation>
        <numerusform>%n billet valable sous un nouveau numéro ; ancien papier refusé.</numerusform>
        <numerusform>%n billets valables sous de nouveaux numéros ; anciens papiers refusés.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ticket(s) cancelled.</source>
      <translation>
        <numerusform>%n billet annulé.</numerusform>
        <numerusform>%n billets annulés.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ticket(s) printed, {again} as DUPLICATA: {name} in {folder}</source>
      <translation>
        <numerusform>%n billet imprimé, {again} en DUPLICATA : {name} dans {folder}</numerusform>
        <numerusform>%n billets imprimés, {again} en DUPLICATA : {name} dans {folder}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ticket(s) printed: {name} in {folder}</source>
      <translation>
        <numerusform>%n billet imprimé : {name} dans {folder}</numerusform>
        <numerusform>%n billets imprimés : {name} dans {folder}</numerusform>
      </translation>
    </message>
    <message>
      <source>Corrected: it was {method}.</source>
      <translation>Corrigé : c’était {method}.</translation>
    </message>
    <message>
      <source>Credit note {number} cancels the invoice.</source>
      <translation>L'avoir {number} annule la facture.</translation>
    </message>
    <message>
      <source>Customer saved; the old value stays in History.</source>
      <translation>Client enregistré ; l'ancienne valeur reste dans l'historique.</translation>
    </message>
    <message>
      <source>Entry undone, the ticket is valid again.</source>
      <translation>Entrée annulée, le billet est à nouveau valable.</translation>
    </message>
    <message>
      <source>Given back and recorded.</source>
      <translation>Rendu et enregistré.</translation>
    </message>
    <message>
      <source>Given back and recorded: {amount}.</source>
      <translation>Rendu et enregistré : {amount}.</translation>
    </message>
    <message>
      <source>Given out: {tickets}.</source>
      <translation>Remis : {tickets}.</translation>
    </message>
    <message>
      <source>Given out: {tickets}. Of these had been given out before: {before}.</source>
      <translation>Remis : {tickets}. Déjà remis auparavant : {before}.</translation>
    </message>
    <message>
      <source>Goodwill refund recorded; the ticket stays as it is.</source>
      <translation>Geste commercial enregistré ; le billet reste tel quel.</translation>
    </message>
    <message>
      <source>Invoice written to {file}.</source>
      <translation>Facture écrite dans {file}.</translation>
    </message>
    <message>
      <source>It came too late and is credit of the customer: a place was sold again, or it is not enough.</source>
      <translation>Il est arrivé trop tard et reste un avoir du client : une place a été revendue, ou il ne suffit pas.</translation>
    </message>
    <message>
      <source>Its tickets may no longer go in unpaid.</source>
      <translation>Ses billets ne donnent plus accès sans être payés.</translation>
    </message>
    <message>
      <source>Its tickets may now go in unpaid.</source>
      <translation>Ses billets donnent désormais accès sans être payés.</translation>
    </message>
    <message>
      <source>Noted.</source>
      <translation>Noté.</translation>
    </message>
    <message>
      <source>Nothing was recorded at this desk.</source>
      <translation>Rien n'a été enregistré à ce guichet.</translation>
    </message>
    <message>
      <source>Open file</source>
      <translation>Ouvrir le fichier</translation>
    </message>
    <message>
      <source>Order {old} is cancelled; order {new} with invoice {invoice} replaces it.</source>
      <translation>La commande {old} est annulée ; la commande {new} avec la facture {invoice} la remplace.</translation>
    </message>
    <message>
      <source>Order {order}: you went on before what you wished there could be opened; nothing was done.</source>
      <translation>Commande {order} : vous êtes passé à une autre avant que votre demande puisse s'ouvrir ; rien n'a été fait.</translation>
    </message>
    <message>
      <source>Order {order}: {said}</source>
      <translation>Commande {order} : {said}</translation>
    </message>
    <message>
      <source>Recorded: {amount} is owed to the customer.</source>
      <translation>Enregistré : {amount} est dû au client.</translation>
    </message>
    <message>
      <source>Refund of {ticket} recorded. Ctrl+Z keeps the ticket while that is possible.</source>
      <translation>Remboursement de {ticket} enregistré. Ctrl+Z garde le billet tant que c'est possible.</translation>
    </message>
    <message>
      <source>Refund of {ticket} recorded. Press the button once the money is given back.</source>
      <translation>Remboursement de {ticket} enregistré. Appuyez sur le bouton une fois l'argent rendu.</translation>
    </message>
    <message>
      <source>Reinstated with a new number; the old paper stays refused.</source>
      <translation>Réactivé sous un nouveau numéro ; l'ancien papier reste refusé.</translation>
    </message>
    <message numerus="yes">
      <source>Released: %n ticket(s), the places are free.</source>
      <translation>
        <numerusform>Libéré : %n billet, la place est libre.</numerusform>
        <numerusform>Libérés : %n billets, les places sont libres.</numerusform>
      </translation>
    </message>
    <message>
      <source>Reminder {number} is written down.</source>
      <translation>Le rappel {number} est noté.</translation>
    </message>
    <message>
      <source>Replaced by {ticket}. Refused from now on: {old}.</source>
      <translation>Remplacé par {ticket}. Refusé dès maintenant : {old}.</translation>
    </message>
    <message>
      <source>The PDF could not be written to {folder} ({why}).</source>
      <translation>Le PDF n'a pas pu être écrit dans {folder} ({why}).</translation>
    </message>
    <message>
      <source>The refund of {ticket} is still open; it stays counted at the top until it is done.</source>
      <translation>Le remboursement de {ticket} reste ouvert ; il est compté en haut jusqu'à ce qu'il soit fait.</translation>
    </message>
    <message>
      <source>The reminder goes out by e-mail.</source>
      <translation>Le rappel part par e-mail.</translation>
    </message>
    <message>
      <source>This is done ticket by ticket: leave one ticked, or none.</source>
      <translation>Cela se fait billet par billet : ne laissez qu'un billet coché, ou aucun.</translation>
    </message>
    <message>
      <source>Tick the tickets that are paid now, then press the button again.</source>
      <translation>Cochez les billets payés maintenant, puis appuyez à nouveau sur le bouton.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is moved to {place}; its paper is to be printed anew.</source>
      <translation>Le billet {ticket} est déplacé en {place} ; son papier est à réimprimer.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is no longer valid. Choose a reason, then finish.</source>
      <translation>Le billet {ticket} n'est plus valable. Choisissez un motif, puis terminez.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is renamed; its paper is to be printed anew.</source>
      <translation>Le billet {ticket} porte un autre nom ; son papier est à réimprimer.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is {tariff} now; its paper is to be printed anew.</source>
      <translation>Le billet {ticket} est maintenant au tarif {tariff} ; son papier est à réimprimer.</translation>
    </message>
    <message>
      <source>Ticket {ticket} kept - still valid.</source>
      <translation>Billet {ticket} conservé - toujours valable.</translation>
    </message>
    <message>
      <source>Written to {file}.</source>
      <translation>Écrit dans {file}.</translation>
    </message>
    <message>
      <source>{amount} booked, {moved} had been paid before: {new} is paid. {old}: {rest} open.</source>
      <translation>{amount} encaissés, {moved} déjà payés : {new} est payée. {old} : {rest} restent à payer.</translation>
    </message>
    <message>
      <source>{amount} booked.</source>
      <translation>Paiement de {amount} enregistré.</translation>
    </message>
    <message>
      <source>{amount} booked. Change {change}.</source>
      <translation>{amount} encaissé. À rendre : {change}.</translation>
    </message>
    <message>
      <source>{amount} booked: {new} is paid. {old}: {rest} open.</source>
      <translation>{amount} encaissés : {new} est payée. {old} : {rest} restent à payer.</translation>
    </message>
    <message>
      <source>{amount} goes back.</source>
      <translation>{amount} à rendre.</translation>
    </message>
    <message>
      <source>{amount} had been paid and are credit.</source>
      <translation>{amount} avait été payé et reste un avoir.</translation>
    </message>
    <message>
      <source>{amount} taken.</source>
      <translation>{amount} encaissés.</translation>
    </message>
  </context>
  <context>
    <name>dialog</name>
    <message>
      <source>Back</source>
      <translation>Retour</translation>
    </message>
  </context>
  <context>
    <name>events</name>
    <message numerus="yes">
      <source>%n event(s) on sale</source>
      <translation>
        <numerusform>%n spectacle en vente</numerusform>
        <numerusform>%n spectacles en vente</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n left out</source>
      <translation>
        <numerusform>%n laissé de côté</numerusform>
        <numerusform>%n laissés de côté</numerusform>
      </translation>
    </message>
    <message>
      <source>Add a zone</source>
      <translation>Ajouter une zone</translation>
    </message>
    <message>
      <source>Another day</source>
      <translation>Autre jour</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Choisir…</translation>
    </message>
    <message>
      <source>Copy to this day</source>
      <translation>Copier à cette date</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Monnaie</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Day of the copy</source>
      <translation>Date de la copie</translation>
    </message>
    <message>
      <source>Event</source>
      <translation>Spectacle</translation>
    </message>
    <message>
      <source>Events</source>
      <translation>Spectacles</translation>
    </message>
    <message>
      <source>For whom places are kept</source>
      <translation>Pour qui les places sont bloquées</translation>
    </message>
    <message>
      <source>For whom tariffs of zone {number} are</source>
      <translation>Pour qui sont les tarifs de la zone {number}</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>Libres</translation>
    </message>
    <message>
      <source>From a list…</source>
      <translation>D'une liste…</translation>
    </message>
    <message>
      <source>Group: 10, Companion: Wheelchair</source>
      <translation>Groupe: 10, Accompagnant: Fauteuil</translation>
    </message>
    <message>
      <source>Its tickets name no organiser: a new event asks for it again.</source>
      <translation>Ses billets ne nomment aucun organisateur : un nouveau spectacle le redemandera.</translation>
    </message>
    <message>
      <source>Keep them</source>
      <translation>Bloquer</translation>
    </message>
    <message>
      <source>Kept by the house</source>
      <translation>Bloqué par la maison</translation>
    </message>
    <message>
      <source>Kept until</source>
      <translation>Bloquées jusqu'à</translation>
    </message>
    <message>
      <source>Line {lines}</source>
      <translation>Ligne {lines}</translation>
    </message>
    <message>
      <source>List of events</source>
      <translation>Liste de spectacles</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Name of the kept places</source>
      <translation>Nom des places bloquées</translation>
    </message>
    <message>
      <source>Name of zone {number}</source>
      <translation>Nom de la zone {number}</translation>
    </message>
    <message>
      <source>New event</source>
      <translation>Nouveau spectacle</translation>
    </message>
    <message>
      <source>No event is made here yet. Type your first one, or take a list in.</source>
      <translation>Aucun spectacle n'est encore créé ici. Saisissez le premier, ou reprenez une liste.</translation>
    </message>
    <message>
      <source>Nothing was changed: {name} is as it was.</source>
      <translation>Rien n'a été modifié : {name} reste tel quel.</translation>
    </message>
    <message>
      <source>Only</source>
      <translation>Réservé</translation>
    </message>
    <message>
      <source>Organiser</source>
      <translation>Organisateur</translation>
    </message>
    <message>
      <source>Performance</source>
      <translation>Représentation</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>Places</translation>
    </message>
    <message>
      <source>Places of zone {number}</source>
      <translation>Places de la zone {number}</translation>
    </message>
    <message>
      <source>Places, counted</source>
      <translation>Places comptées</translation>
    </message>
    <message>
      <source>Plans (*.json *.json.gz)</source>
      <translation>Plans (*.json *.json.gz)</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>Prix</translation>
    </message>
    <message>
      <source>Price {place} of zone {number}</source>
      <translation>Prix {place} de la zone {number}</translation>
    </message>
    <message>
      <source>Prices</source>
      <translation>Prix</translation>
    </message>
    <message>
      <source>Release</source>
      <translation>Débloquer</translation>
    </message>
    <message>
      <source>Release: {line}</source>
      <translation>Débloquer : {line}</translation>
    </message>
    <message numerus="yes">
      <source>Released: %n place(s) are everybody's now.</source>
      <translation>
        <numerusform>Débloqué : %n place est à tout le monde désormais.</numerusform>
        <numerusform>Débloqué : %n places sont à tout le monde désormais.</numerusform>
      </translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Retirer</translation>
    </message>
    <message>
      <source>Remove zone {number}</source>
      <translation>Retirer la zone {number}</translation>
    </message>
    <message>
      <source>Sale until</source>
      <translation>Vente jusqu'à</translation>
    </message>
    <message>
      <source>Save  Enter</source>
      <translation>Enregistrer  Entrée</translation>
    </message>
    <message>
      <source>Seating plan</source>
      <translation>Plan de salle</translation>
    </message>
    <message>
      <source>Seats, or how many</source>
      <translation>Sièges, ou combien</translation>
    </message>
    <message>
      <source>Seats: {category}</source>
      <translation>Sièges : {category}</translation>
    </message>
    <message>
      <source>Tariff</source>
      <translation>Tarif</translation>
    </message>
    <message>
      <source>Tariff {place} of zone {number}</source>
      <translation>Tarif {place} de la zone {number}</translation>
    </message>
    <message>
      <source>The desks sell until</source>
      <translation>Les caisses vendent jusqu'à</translation>
    </message>
    <message>
      <source>The house keeps nothing of it.</source>
      <translation>La maison n'y bloque rien.</translation>
    </message>
    <message>
      <source>The house keeps these places of {name}.</source>
      <translation>La maison bloque ces places de {name}.</translation>
    </message>
    <message>
      <source>The venue's own events</source>
      <translation>Les spectacles de la maison</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Heure</translation>
    </message>
    <message>
      <source>What zone {number} has</source>
      <translation>Ce qu'a la zone {number}</translation>
    </message>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>Zone of the kept places</source>
      <translation>Zone des places bloquées</translation>
    </message>
    <message>
      <source>a time, or a day and a time</source>
      <translation>heure, ou date et heure</translation>
    </message>
    <message>
      <source>by plan</source>
      <translation>du plan</translation>
    </message>
    <message>
      <source>its end</source>
      <translation>à la fin</translation>
    </message>
    <message>
      <source>none: all places are counted</source>
      <translation>aucun : toutes les places sont comptées</translation>
    </message>
    <message>
      <source>on each ticket: name, street, town</source>
      <translation>sur chaque billet : nom, rue, ville</translation>
    </message>
    <message>
      <source>over</source>
      <translation>passé</translation>
    </message>
    <message>
      <source>until {when}</source>
      <translation>jusqu'au {when}</translation>
    </message>
    <message>
      <source>until: for good</source>
      <translation>jusqu'à : sans fin</translation>
    </message>
    <message>
      <source>{left} of {places} left</source>
      <translation>{left} sur {places} restantes</translation>
    </message>
    <message>
      <source>{name} is changed.</source>
      <translation>{name} est modifié.</translation>
    </message>
    <message>
      <source>{name} is on sale on {day} too.</source>
      <translation>{name} est aussi en vente le {day}.</translation>
    </message>
    <message>
      <source>{name} is on sale.</source>
      <translation>{name} est en vente.</translation>
    </message>
    <message>
      <source>{name} is saved. The desks do not sell it: their sale of it has ended.</source>
      <translation>{name} est enregistré. Les guichets ne le vendent pas : leur vente est terminée.</translation>
    </message>
    <message>
      <source>{name} is there on {day} too. The desks do not sell it: their sale of it has ended.</source>
      <translation>{name} existe aussi le {day}. Les guichets ne le vendent pas : leur vente est terminée.</translation>
    </message>
    <message numerus="yes">
      <source>{name}, %n seat(s)</source>
      <translation>
        <numerusform>{name}, %n siège</numerusform>
        <numerusform>{name}, %n sièges</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>exchange</name>
    <message numerus="yes">
      <source>%n ticket(s)</source>
      <translation>
        <numerusform>%n billet</numerusform>
        <numerusform>%n billets</numerusform>
      </translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Ajouter</translation>
    </message>
    <message>
      <source>As it was paid</source>
      <translation>Comme payé</translation>
    </message>
    <message>
      <source>Change {amount}.</source>
      <translation>Monnaie à rendre : {amount}.</translation>
    </message>
    <message>
      <source>Choose a date, and wait until its price is shown.</source>
      <translation>Choisissez une date et attendez que son prix s'affiche.</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Dates</source>
      <translation>Dates</translation>
    </message>
    <message>
      <source>Event</source>
      <translation>Événement</translation>
    </message>
    <message>
      <source>Exchange and give back {amount}  Enter</source>
      <translation>Échanger et rendre {amount}  Entrée</translation>
    </message>
    <message>
      <source>Exchange and take {amount}  Enter</source>
      <translation>Échanger et encaisser {amount}  Entrée</translation>
    </message>
    <message>
      <source>Exchange at the same price  Enter</source>
      <translation>Échanger au même prix  Entrée</translation>
    </message>
    <message>
      <source>Exchange fee {amount}. The old papers are refused as soon as this is finished.</source>
      <translation>Frais d'échange {amount}. Les anciens papiers sont refusés dès que l'échange est terminé.</translation>
    </message>
    <message>
      <source>Exchange tickets of order {order}</source>
      <translation>Échanger des billets de la commande {order}</translation>
    </message>
    <message>
      <source>Exchange, {amount} is owed  Enter</source>
      <translation>Échanger, {amount} restent dus  Entrée</translation>
    </message>
    <message>
      <source>Exchange: choose a date</source>
      <translation>Échanger : choisissez une date</translation>
    </message>
    <message>
      <source>Exchange: name an old ticket</source>
      <translation>Échanger : nommez un ancien billet</translation>
    </message>
    <message>
      <source>Exchanged into order {order}. Refused from now on: {old}.</source>
      <translation>Échangé contre la commande {order}. Refusé dès maintenant : {old}.</translation>
    </message>
    <message>
      <source>Fewer tickets than before: {new} instead of {old}.</source>
      <translation>Moins de billets qu'avant : {new} au lieu de {old}.</translation>
    </message>
    <message>
      <source>Find a date or event</source>
      <translation>Chercher date ou événement</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>Libres</translation>
    </message>
    <message>
      <source>GETS</source>
      <translation>REÇOIT</translation>
    </message>
    <message>
      <source>GETS  {count}, {amount}</source>
      <translation>REÇOIT  {count}, {amount}</translation>
    </message>
    <message>
      <source>GIVES BACK</source>
      <translation>REND</translation>
    </message>
    <message>
      <source>GIVES BACK  {count}, {amount}</source>
      <translation>REND  {count}, {amount}</translation>
    </message>
    <message>
      <source>How many, line {number}</source>
      <translation>Nombre, ligne {number}</translation>
    </message>
    <message>
      <source>More tickets than before: {new} instead of {old}.</source>
      <translation>Plus de billets qu'avant : {new} au lieu de {old}.</translation>
    </message>
    <message>
      <source>Nothing is changed before this is finished.</source>
      <translation>Rien n'est changé avant la fin de l'échange.</translation>
    </message>
    <message>
      <source>Nothing to pay</source>
      <translation>Rien à payer</translation>
    </message>
    <message>
      <source>Old paper</source>
      <translation>Ancien papier</translation>
    </message>
    <message>
      <source>Old ticket</source>
      <translation>Ancien billet</translation>
    </message>
    <message>
      <source>Old ticket: scan it, or type its number</source>
      <translation>Ancien billet : à scanner ou à saisir</translation>
    </message>
    <message>
      <source>Scan an old ticket, or type its number and press Enter.</source>
      <translation>Scannez un ancien billet, ou saisissez son numéro et appuyez sur Entrée.</translation>
    </message>
    <message>
      <source>TO GIVE BACK {amount}</source>
      <translation>À RENDRE {amount}</translation>
    </message>
    <message>
      <source>TO PAY {amount}</source>
      <translation>À PAYER {amount}</translation>
    </message>
    <message>
      <source>The old papers are refused as soon as this is finished.</source>
      <translation>Les anciens papiers sont refusés dès que l'échange est terminé.</translation>
    </message>
    <message>
      <source>Ticket</source>
      <translation>Billet</translation>
    </message>
    <message>
      <source>Tickets that are given back</source>
      <translation>Billets rendus</translation>
    </message>
    <message>
      <source>Tickets that are had for them</source>
      <translation>Billets reçus en échange</translation>
    </message>
    <message>
      <source>Zone and tariff, line {number}</source>
      <translation>Zone et tarif, ligne {number}</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>inconnu</translation>
    </message>
    <message>
      <source>{amount} goes back ({method}).</source>
      <translation>{amount} à rendre ({method}).</translation>
    </message>
    <message>
      <source>{amount} taken ({method}).</source>
      <translation>{amount} encaissés ({method}).</translation>
    </message>
    <message>
      <source>{count} free</source>
      <translation>{count} libres</translation>
    </message>
    <message>
      <source>{most} are to be paid, all of it now. Type what was received.</source>
      <translation>{most} sont à payer, en totalité maintenant. Saisissez le montant reçu.</translation>
    </message>
  </context>
  <context>
    <name>gate</name>
    <message>
      <source>ALREADY USED</source>
      <translation>DÉJÀ UTILISÉ</translation>
    </message>
    <message>
      <source>Any performance</source>
      <translation>Toute représentation</translation>
    </message>
    <message>
      <source>CANCELLED</source>
      <translation>ANNULÉ</translation>
    </message>
    <message>
      <source>CHANGE REFUSED</source>
      <translation>MODIFICATION REFUSÉE</translation>
    </message>
    <message>
      <source>Check in</source>
      <translation>Faire entrer</translation>
    </message>
    <message>
      <source>Check only</source>
      <translation>Vérifier seulement</translation>
    </message>
    <message>
      <source>Entered {entered} of {tickets}</source>
      <translation>Entrés : {entered} sur {tickets}</translation>
    </message>
    <message>
      <source>GO</source>
      <translation>ENTREZ</translation>
    </message>
    <message>
      <source>Gate check</source>
      <translation>Contrôle d'accès</translation>
    </message>
    <message>
      <source>LOOK</source>
      <translation>VÉRIFIEZ</translation>
    </message>
    <message>
      <source>Last checks</source>
      <translation>Derniers contrôles</translation>
    </message>
    <message>
      <source>NOT PAID</source>
      <translation>NON PAYÉ</translation>
    </message>
    <message>
      <source>OTHER PERFORMANCE</source>
      <translation>AUTRE REPRÉSENTATION</translation>
    </message>
    <message>
      <source>OTHER ZONE</source>
      <translation>AUTRE ZONE</translation>
    </message>
    <message>
      <source>Open order</source>
      <translation>Ouvrir la commande</translation>
    </message>
    <message>
      <source>PERFORMANCE OVER</source>
      <translation>REPRÉSENTATION TERMINÉE</translation>
    </message>
    <message>
      <source>PLACE TAKEN TWICE</source>
      <translation>PLACE PRISE DEUX FOIS</translation>
    </message>
    <message>
      <source>Performance</source>
      <translation>Représentation</translation>
    </message>
    <message>
      <source>STOP</source>
      <translation>STOP</translation>
    </message>
    <message>
      <source>Scan a ticket</source>
      <translation>Scannez un billet</translation>
    </message>
    <message>
      <source>Scan, or type a ticket number and Enter</source>
      <translation>Scannez, ou saisissez un numéro de billet puis Entrée</translation>
    </message>
    <message>
      <source>Send the visitor to the desk.</source>
      <translation>Envoyez le visiteur au guichet.</translation>
    </message>
    <message>
      <source>TOO EARLY</source>
      <translation>TROP TÔT</translation>
    </message>
    <message>
      <source>The centre refused the change that made this ticket. Look at order {order}.</source>
      <translation>La centrale a refusé la modification dont vient ce billet. Regardez la commande {order}.</translation>
    </message>
    <message>
      <source>Ticket number</source>
      <translation>Numéro de billet</translation>
    </message>
    <message>
      <source>UNKNOWN TICKET</source>
      <translation>BILLET INCONNU</translation>
    </message>
    <message>
      <source>since {time}</source>
      <translation>depuis {time}</translation>
    </message>
    <message>
      <source>unpaid: invoice</source>
      <translation>non payé : facture</translation>
    </message>
    <message>
      <source>valid</source>
      <translation>valable</translation>
    </message>
  </context>
  <context>
    <name>history</name>
    <message>
      <source>(empty)</source>
      <translation>(vide)</translation>
    </message>
    <message>
      <source>Admitted</source>
      <translation>Entré</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Détails</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Historique</translation>
    </message>
    <message>
      <source>No longer admit unpaid</source>
      <translation>Ne plus laisser entrer impayé</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Order made</source>
      <translation>Commande faite</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Paiement</translation>
    </message>
    <message>
      <source>Refund recorded</source>
      <translation>Remboursement enregistré</translation>
    </message>
    <message>
      <source>Reminded</source>
      <translation>Rappel envoyé</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Quoi</translation>
    </message>
    <message>
      <source>What was done before is not at this desk</source>
      <translation>Ce qui a été fait avant n'est pas à ce guichet</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Qui</translation>
    </message>
    <message>
      <source>no second person</source>
      <translation>sans seconde personne</translation>
    </message>
    <message>
      <source>with {name}</source>
      <translation>avec {name}</translation>
    </message>
    <message>
      <source>{field}: erased</source>
      <translation>{field} : effacé</translation>
    </message>
    <message>
      <source>{field}: {old} → {new}</source>
      <translation>{field} : {old} → {new}</translation>
    </message>
  </context>
  <context>
    <name>import</name>
    <message numerus="yes">
      <source>%n changed</source>
      <translation>
        <numerusform>%n modifiée</numerusform>
        <numerusform>%n modifiées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept as here</source>
      <translation>
        <numerusform>%n gardé comme ici</numerusform>
        <numerusform>%n gardés comme ici</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n left out</source>
      <translation>
        <numerusform>%n laissée de côté</numerusform>
        <numerusform>%n laissées de côté</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n new order(s)</source>
      <translation>
        <numerusform>%n nouvelle commande</numerusform>
        <numerusform>%n nouvelles commandes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n on a taken place</source>
      <translation>
        <numerusform>%n sur une place occupée</numerusform>
        <numerusform>%n sur des places occupées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n the same</source>
      <translation>
        <numerusform>%n identique</numerusform>
        <numerusform>%n identiques</numerusform>
      </translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Orders (*.json *.json.gz *.csv *.csv.gz)</source>
      <translation>Commandes (*.json *.json.gz *.csv *.csv.gz)</translation>
    </message>
    <message>
      <source>Orders to take in</source>
      <translation>Commandes à reprendre</translation>
    </message>
    <message>
      <source>Progress of the import</source>
      <translation>Avancement de l'import</translation>
    </message>
    <message numerus="yes">
      <source>Reading %n file(s)…</source>
      <translation>
        <numerusform>Lecture de %n fichier…</numerusform>
        <numerusform>Lecture de %n fichiers…</numerusform>
      </translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Arrêter</translation>
    </message>
    <message>
      <source>Stopped. {sums}.</source>
      <translation>Arrêté. {sums}.</translation>
    </message>
    <message>
      <source>Stopping after this hundred; what was read is in.</source>
      <translation>Arrêt après cette centaine ; ce qui a été lu est repris.</translation>
    </message>
    <message>
      <source>The import ended early; what was read before is in.</source>
      <translation>L'import s'est arrêté ; ce qui a été lu avant est repris.</translation>
    </message>
    <message>
      <source>What became of the files</source>
      <translation>Ce que sont devenus les fichiers</translation>
    </message>
    <message>
      <source>{file}, line {lines}: {said}</source>
      <translation>{file}, ligne {lines} : {said}</translation>
    </message>
    <message numerus="yes">
      <source>{name}: %n order(s) read, file {file} of {files}</source>
      <translation>
        <numerusform>{name} : %n commande lue, fichier {file} sur {files}</numerusform>
        <numerusform>{name} : %n commandes lues, fichier {file} sur {files}</numerusform>
      </translation>
    </message>
    <message>
      <source>{quota}: {count} more than there are places.</source>
      <translation>{quota} : {count} de plus qu'il n'y a de places.</translation>
    </message>
    <message>
      <source>{ticket}: more was paid at the source than is owed here; the rest is not booked. Look at the order.</source>
      <translation>{ticket} : la source a reçu plus que ce qui est dû ici ; le reste n'est pas comptabilisé. Voyez la commande.</translation>
    </message>
    <message>
      <source>{ticket}: refunded here and at the source too. Look at the order.</source>
      <translation>{ticket} : remboursé ici et aussi à la source. Voyez la commande.</translation>
    </message>
    <message>
      <source>{ticket}: seat {seat} belongs to somebody else here. Open the order and decide.</source>
      <translation>{ticket} : la place {seat} est ici à quelqu'un d'autre. Ouvrez la commande et décidez.</translation>
    </message>
    <message>
      <source>{ticket}: {here} here, {file} in the file; it stays as it is here.</source>
      <translation>{ticket} : {here} ici, {file} dans le fichier ; il reste comme ici.</translation>
    </message>
  </context>
  <context>
    <name>matched</name>
    <message>
      <source>amount</source>
      <translation>montant</translation>
    </message>
    <message>
      <source>company</source>
      <translation>société</translation>
    </message>
    <message>
      <source>date</source>
      <translation>date</translation>
    </message>
    <message>
      <source>e-mail</source>
      <translation>e-mail</translation>
    </message>
    <message>
      <source>event</source>
      <translation>événement</translation>
    </message>
    <message>
      <source>holder</source>
      <translation>porteur</translation>
    </message>
    <message>
      <source>invoice</source>
      <translation>facture</translation>
    </message>
    <message>
      <source>method</source>
      <translation>paiement</translation>
    </message>
    <message>
      <source>name</source>
      <translation>nom</translation>
    </message>
    <message>
      <source>note</source>
      <translation>note</translation>
    </message>
    <message>
      <source>order number</source>
      <translation>commande</translation>
    </message>
    <message>
      <source>paid on</source>
      <translation>payé le</translation>
    </message>
    <message>
      <source>phone</source>
      <translation>téléphone</translation>
    </message>
    <message>
      <source>seat</source>
      <translation>place</translation>
    </message>
    <message>
      <source>ticket number</source>
      <translation>n° de billet</translation>
    </message>
    <message>
      <source>worked on last</source>
      <translation>traitée en dernier</translation>
    </message>
  </context>
  <context>
    <name>messages</name>
    <message>
      <source>Something went wrong in the program. What was shown as done is done. Look at the order again.</source>
      <translation>Une erreur s'est produite dans le programme. Ce qui était affiché comme fait est fait. Regardez à nouveau la commande.</translation>
    </message>
  </context>
  <context>
    <name>order</name>
    <message numerus="yes">
      <source>%n case(s)</source>
      <translation>
        <numerusform>%n cas</numerusform>
        <numerusform>%n cas</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n used</source>
      <translation>
        <numerusform>%n utilisé</numerusform>
        <numerusform>%n utilisés</numerusform>
      </translation>
    </message>
    <message>
      <source>Admit unpaid…</source>
      <translation>Entrée impayée…</translation>
    </message>
    <message>
      <source>Book late payment…</source>
      <translation>Paiement tardif…</translation>
    </message>
    <message numerus="yes">
      <source>Cancel %n ticked ticket(s)</source>
      <translation>
        <numerusform>Annuler %n billet coché</numerusform>
        <numerusform>Annuler %n billets cochés</numerusform>
      </translation>
    </message>
    <message>
      <source>Cancel whole order</source>
      <translation>Annuler toute la commande</translation>
    </message>
    <message>
      <source>Cancel whole order (Ctrl+Shift+Del)</source>
      <translation>Annuler toute la commande (Ctrl+Maj+Suppr)</translation>
    </message>
    <message>
      <source>Case</source>
      <translation>Cas</translation>
    </message>
    <message>
      <source>Customer</source>
      <translation>Client</translation>
    </message>
    <message>
      <source>E-mail  Ctrl+E</source>
      <translation>E-mail  Ctrl+E</translation>
    </message>
    <message>
      <source>Exchange  F7</source>
      <translation>Échanger  F7</translation>
    </message>
    <message>
      <source>Exchange the ticked tickets, or the current one (F7)</source>
      <translation>Échanger les billets cochés, ou le billet courant (F7)</translation>
    </message>
    <message>
      <source>Give back {amount}</source>
      <translation>Rendre {amount}</translation>
    </message>
    <message>
      <source>History {count}</source>
      <translation>Historique {count}</translation>
    </message>
    <message>
      <source>Invoice PDF</source>
      <translation>Facture PDF</translation>
    </message>
    <message>
      <source>May go in unpaid</source>
      <translation>Entre impayé</translation>
    </message>
    <message>
      <source>No longer admit unpaid…</source>
      <translation>Fin d'entrée impayée…</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Note: {text}</source>
      <translation>Note : {text}</translation>
    </message>
    <message>
      <source>Open case</source>
      <translation>Ouvrir le cas</translation>
    </message>
    <message>
      <source>Open case: {text}</source>
      <translation>Ouvrir le cas : {text}</translation>
    </message>
    <message>
      <source>Pay some tickets…</source>
      <translation>Payer une partie…</translation>
    </message>
    <message>
      <source>Payments {count}</source>
      <translation>Paiements {count}</translation>
    </message>
    <message>
      <source>Print  Ctrl+P</source>
      <translation>Imprimer  Ctrl+P</translation>
    </message>
    <message>
      <source>Print the ticked tickets, else all of the order (Ctrl+P)</source>
      <translation>Imprimer les billets cochés, sinon tous ceux de la commande (Ctrl+P)</translation>
    </message>
    <message>
      <source>Release…</source>
      <translation>Libérer…</translation>
    </message>
    <message>
      <source>Remind…</source>
      <translation>Rappeler…</translation>
    </message>
    <message>
      <source>Scan a ticket or type a name.</source>
      <translation>Scannez un billet ou saisissez un nom.</translation>
    </message>
    <message>
      <source>Send the ticked tickets, else all of the order, to the customer (Ctrl+E)</source>
      <translation>Envoyer au client les billets cochés, sinon tous ceux de la commande (Ctrl+E)</translation>
    </message>
    <message>
      <source>Show on plan</source>
      <translation>Voir sur le plan</translation>
    </message>
    <message>
      <source>Show where the current ticket sits, on the seat plan of Today (F4)</source>
      <translation>Montrer la place du billet courant sur le plan de salle d'Aujourd'hui (F4)</translation>
    </message>
    <message>
      <source>Take payment {amount}  F9</source>
      <translation>Encaisser {amount}  F9</translation>
    </message>
    <message>
      <source>Take payment {amount}: tickets are valid again  F9</source>
      <translation>Encaisser {amount} : billets de nouveau valables  F9</translation>
    </message>
    <message>
      <source>The cross makes a ticket invalid at once and frees its place. Space ticks, Del cancels.</source>
      <translation>La croix rend le billet non valable tout de suite et libère sa place. Espace coche, Suppr annule.</translation>
    </message>
    <message>
      <source>Tickets {count}</source>
      <translation>Billets {count}</translation>
    </message>
    <message>
      <source>Ticket…</source>
      <translation>Billet…</translation>
    </message>
    <message>
      <source>What can be done with the ticked tickets, or the current one</source>
      <translation>Ce qui peut être fait des billets cochés, ou du billet courant</translation>
    </message>
    <message>
      <source>Write a note on this order (Ctrl+Shift+N)</source>
      <translation>Écrire une note sur cette commande (Ctrl+Maj+N)</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>et %n autre</numerusform>
        <numerusform>et %n autres</numerusform>
      </translation>
    </message>
    <message>
      <source>credit {amount}</source>
      <translation>avoir {amount}</translation>
    </message>
    <message>
      <source>due {day}</source>
      <translation>à payer jusqu'au {day}</translation>
    </message>
    <message>
      <source>invoice {number}</source>
      <translation>facture {number}</translation>
    </message>
    <message>
      <source>no name</source>
      <translation>sans nom</translation>
    </message>
    <message>
      <source>open {amount}</source>
      <translation>ouvert {amount}</translation>
    </message>
    <message>
      <source>overdue since {day}</source>
      <translation>échue depuis le {day}</translation>
    </message>
    <message>
      <source>paid {amount}</source>
      <translation>payé {amount}</translation>
    </message>
    <message>
      <source>refunded {amount}</source>
      <translation>remboursé {amount}</translation>
    </message>
    <message>
      <source>reminder {number} is due</source>
      <translation>le rappel {number} est dû</translation>
    </message>
    <message>
      <source>replaced by {number}</source>
      <translation>remplacée par {number}</translation>
    </message>
    <message>
      <source>replaces {number}</source>
      <translation>remplace {number}</translation>
    </message>
    <message>
      <source>to be cancelled after {day}</source>
      <translation>à annuler après le {day}</translation>
    </message>
    <message>
      <source>to be released since {moment}</source>
      <translation>à libérer depuis {moment}</translation>
    </message>
    <message>
      <source>to be released {moment}</source>
      <translation>à libérer {moment}</translation>
    </message>
    <message>
      <source>{cases}
Click to open the first one</source>
      <translation>{cases}
Cliquez pour ouvrir le premier</translation>
    </message>
    <message numerus="yes">
      <source>{live} of %n ticket(s) held</source>
      <translation>
        <numerusform>{live} sur %n billet réservé</numerusform>
        <numerusform>{live} sur %n billets réservés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{live} of %n ticket(s) valid</source>
      <translation>
        <numerusform>{live} sur %n billet valable</numerusform>
        <numerusform>{live} sur %n billets valables</numerusform>
      </translation>
    </message>
    <message>
      <source>{seats} ticked</source>
      <translation>{seats} cochés</translation>
    </message>
  </context>
  <context>
    <name>order_state</name>
    <message>
      <source>Cancelled</source>
      <translation>Annulée</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Expirée</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Payée</translation>
    </message>
    <message>
      <source>Partly cancelled</source>
      <translation>Annulée en partie</translation>
    </message>
    <message>
      <source>Unpaid</source>
      <translation>Impayé</translation>
    </message>
  </context>
  <context>
    <name>pair</name>
    <message>
      <source>Address of the centre</source>
      <translation>Adresse de la centrale</translation>
    </message>
    <message>
      <source>Asking the centre…</source>
      <translation>Demande à la centrale…</translation>
    </message>
    <message>
      <source>Back  Esc</source>
      <translation>Retour  Échap</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Code</translation>
    </message>
    <message>
      <source>Desk 1</source>
      <translation>Guichet 1</translation>
    </message>
    <message>
      <source>Join a centre</source>
      <translation>Rejoindre une centrale</translation>
    </message>
    <message>
      <source>Joined again. What waits here is being sent.</source>
      <translation>De nouveau rattaché. Ce qui attend ici est en cours d'envoi.</translation>
    </message>
    <message>
      <source>Joined as a desk of its own: another machine has this book's key. What was done here is being sent.</source>
      <translation>Rattaché à part : une autre machine a la clé de ce livre. Ce qui a été fait ici part.</translation>
    </message>
    <message>
      <source>Joined.</source>
      <translation>Rattaché.</translation>
    </message>
    <message>
      <source>Joined. The centre's orders are coming; work on those that are here.</source>
      <translation>Rattaché. Les commandes de la centrale arrivent ; travaillez sur celles qui sont là.</translation>
    </message>
    <message>
      <source>Joined. What was done here so far is being sent; go on working.</source>
      <translation>Rattaché. Ce qui a été fait ici jusqu'à présent part maintenant ; continuez à travailler.</translation>
    </message>
    <message>
      <source>Name of this desk</source>
      <translation>Nom de ce guichet</translation>
    </message>
    <message>
      <source>Pair  Enter</source>
      <translation>Rattacher  Entrée</translation>
    </message>
    <message>
      <source>Still needed: {names}.</source>
      <translation>Il manque encore : {names}.</translation>
    </message>
    <message>
      <source>With a centre, several desks work on the same orders. Whoever runs it gives you an address and a code; the code counts once, for ten minutes.</source>
      <translation>Avec une centrale, plusieurs guichets travaillent sur les mêmes commandes. Son responsable vous donne une adresse et un code ; le code vaut une fois, pendant dix minutes.</translation>
    </message>
  </context>
  <context>
    <name>panels</name>
    <message numerus="yes">
      <source>%n ticket(s) become invalid, their places are free again.</source>
      <translation>
        <numerusform>%n billet n'est plus valable, sa place est de nouveau libre.</numerusform>
        <numerusform>%n billets ne sont plus valables, leurs places sont de nouveau libres.</numerusform>
      </translation>
    </message>
    <message>
      <source>A credit note cancels the invoice; the customer is to be told.</source>
      <translation>Un avoir annule la facture ; le client est à informer.</translation>
    </message>
    <message>
      <source>A new order takes {tickets} and is paid, {moved} of it already; the rest of {order} stays reserved.</source>
      <translation>Une nouvelle commande payée reprend {tickets}, dont {moved} déjà versés ; le reste de {order} reste réservé.</translation>
    </message>
    <message>
      <source>A new order takes {tickets} and is paid; the rest of {order} stays reserved.</source>
      <translation>Une nouvelle commande payée reprend {tickets} ; le reste de {order} reste réservé.</translation>
    </message>
    <message>
      <source>A note on order {order}: it is seen here, in Today and on the door list, and erased with its customer.</source>
      <translation>Une note sur la commande {order} : elle se voit ici, dans Aujourd'hui et sur la liste d'entrée, et s'efface avec son client.</translation>
    </message>
    <message>
      <source>Admit unpaid  Enter</source>
      <translation>Laisser entrer  Entrée</translation>
    </message>
    <message numerus="yes">
      <source>Already cancelled: %n.</source>
      <translation>
        <numerusform>Déjà annulé : %n.</numerusform>
        <numerusform>Déjà annulés : %n.</numerusform>
      </translation>
    </message>
    <message>
      <source>Amount given back</source>
      <translation>Montant rendu</translation>
    </message>
    <message>
      <source>Amount received</source>
      <translation>Montant reçu</translation>
    </message>
    <message>
      <source>Another desk</source>
      <translation>Un autre guichet</translation>
    </message>
    <message>
      <source>Another tariff for ticket {ticket}, {amount}</source>
      <translation>Autre tarif pour le billet {ticket}, {amount}</translation>
    </message>
    <message>
      <source>Back  Esc</source>
      <translation>Retour  Échap</translation>
    </message>
    <message>
      <source>By e-mail to {address}.</source>
      <translation>Par e-mail à {address}.</translation>
    </message>
    <message>
      <source>By which method was order {order} really paid?</source>
      <translation>Par quel moyen la commande {order} a-t-elle vraiment été payée ?</translation>
    </message>
    <message>
      <source>CHANGE {amount}</source>
      <translation>À RENDRE {amount}</translation>
    </message>
    <message numerus="yes">
      <source>Cancel %n ticket(s)</source>
      <translation>
        <numerusform>Annuler %n billet</numerusform>
        <numerusform>Annuler %n billets</numerusform>
      </translation>
    </message>
    <message>
      <source>Cancel order and make invoice {number}</source>
      <translation>Annuler la commande et faire la facture {number}</translation>
    </message>
    <message numerus="yes">
      <source>Cancel whole order {order}? %n ticket(s) become invalid.</source>
      <translation>
        <numerusform>Annuler toute la commande {order} ? %n billet n'est plus valable.</numerusform>
        <numerusform>Annuler toute la commande {order} ? %n billets ne sont plus valables.</numerusform>
      </translation>
    </message>
    <message>
      <source>Cancel whole order…</source>
      <translation>Annuler toute la commande…</translation>
    </message>
    <message>
      <source>Change it  Enter</source>
      <translation>Changer le tarif  Entrée</translation>
    </message>
    <message>
      <source>Change it and give back {amount}  Enter</source>
      <translation>Changer et rendre {amount}  Entrée</translation>
    </message>
    <message>
      <source>Change it and take {amount}  Enter</source>
      <translation>Changer et encaisser {amount}  Entrée</translation>
    </message>
    <message>
      <source>Change it, {amount} is owed  Enter</source>
      <translation>Changer, {amount} restent dus  Entrée</translation>
    </message>
    <message>
      <source>Choose a free place.</source>
      <translation>Choisissez une place libre.</translation>
    </message>
    <message>
      <source>Choose the method by which it really came.</source>
      <translation>Choisissez le moyen réellement utilisé.</translation>
    </message>
    <message>
      <source>Correct it  Enter</source>
      <translation>Corriger  Entrée</translation>
    </message>
    <message>
      <source>Find a place</source>
      <translation>Chercher une place</translation>
    </message>
    <message>
      <source>Free places</source>
      <translation>Places libres</translation>
    </message>
    <message>
      <source>Free places at the same price. Its number stays; its paper is to be printed anew.</source>
      <translation>Places libres au même prix. Le numéro reste ; le papier est à réimprimer.</translation>
    </message>
    <message>
      <source>Give back: the amount is missing</source>
      <translation>Rendre : le montant manque</translation>
    </message>
    <message>
      <source>Given back: {money}</source>
      <translation>Remboursé : {money}</translation>
    </message>
    <message>
      <source>Goodwill: hand out {amount}</source>
      <translation>Geste commercial : remettre {amount}</translation>
    </message>
    <message>
      <source>Goodwill: put {amount} back on the card</source>
      <translation>Geste commercial : {amount} sur la carte</translation>
    </message>
    <message>
      <source>Goodwill: {amount} is owed</source>
      <translation>Geste commercial : {amount} à rendre</translation>
    </message>
    <message>
      <source>Handed out here instead…</source>
      <translation>Remis ici à sa place…</translation>
    </message>
    <message>
      <source>Holder's name</source>
      <translation>Nom du titulaire</translation>
    </message>
    <message>
      <source>It gets a new number on the same place at the same price; the lost paper is refused from now on. No money moves.</source>
      <translation>Il reçoit un nouveau numéro, à la même place et au même prix ; le papier perdu est refusé dès maintenant. Aucun argent ne bouge.</translation>
    </message>
    <message>
      <source>Its number stays; its paper is to be printed anew.</source>
      <translation>Le numéro reste ; le papier est à réimprimer.</translation>
    </message>
    <message>
      <source>Keep order  Esc</source>
      <translation>Garder la commande  Échap</translation>
    </message>
    <message>
      <source>Let the tickets of order {order} in before its {amount} are paid?</source>
      <translation>Laisser entrer les billets de la commande {order} avant que ses {amount} soient payés ?</translation>
    </message>
    <message>
      <source>Let the tickets of order {order} in only once its {amount} are paid?</source>
      <translation>Ne laisser entrer les billets de la commande {order} que lorsque ses {amount} sont payés ?</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Moyen</translation>
    </message>
    <message>
      <source>Move ticket {ticket} from {place}</source>
      <translation>Déplacer le billet {ticket} de {place}</translation>
    </message>
    <message>
      <source>Move to {place}  Enter</source>
      <translation>Déplacer en {place}  Entrée</translation>
    </message>
    <message>
      <source>Move: choose a place</source>
      <translation>Déplacer : choisissez une place</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>No longer admit unpaid  Enter</source>
      <translation>Ne plus laisser entrer  Entrée</translation>
    </message>
    <message>
      <source>No mail server is set up: it goes on paper.</source>
      <translation>Aucun serveur de messagerie n'est configuré : il part sur papier.</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Nothing is open of order {order}. A bank transfer that arrived all the same is booked, and stays as its credit.</source>
      <translation>Rien n'est dû sur la commande {order}. Un virement arrivé malgré tout est encaissé et reste en avoir.</translation>
    </message>
    <message>
      <source>Nothing is to be handed out at this desk.</source>
      <translation>Rien n'est à remettre à ce guichet.</translation>
    </message>
    <message>
      <source>Nothing was noted: read your note first, the customer was erased.</source>
      <translation>Rien n'a été noté : relisez d'abord votre note, le client a été effacé.</translation>
    </message>
    <message>
      <source>Nothing was paid, nothing is given back.</source>
      <translation>Rien n'a été payé, rien n'est rendu.</translation>
    </message>
    <message>
      <source>Nothing would be left: cancel the whole order.</source>
      <translation>Il ne resterait rien : annulez toute la commande.</translation>
    </message>
    <message>
      <source>Only where that desk cannot give it: ask there first, else it is given twice. It needs a colleague's name, or at least 10 characters why nobody else is here.</source>
      <translation>Seulement si ce guichet-là ne peut pas le faire : demandez-lui d'abord, sinon c'est remboursé deux fois. Il faut le nom d'un collègue, ou au moins 10 caractères disant pourquoi personne d'autre n'est là.</translation>
    </message>
    <message>
      <source>Open balance of order {order}.</source>
      <translation>Solde ouvert de la commande {order}.</translation>
    </message>
    <message>
      <source>Order {order} has a credit of {amount}: so much more was paid than it owes.</source>
      <translation>La commande {order} a un avoir de {amount} : il a été payé autant de trop.</translation>
    </message>
    <message>
      <source>Order {order} was released and cannot come back. Money that arrived all the same is booked, and stays as its credit.</source>
      <translation>La commande {order} a été libérée et ne peut pas revenir. L'argent arrivé malgré tout est comptabilisé et reste son avoir.</translation>
    </message>
    <message>
      <source>Order {order} was released; with this payment all its tickets are valid again, under new numbers.</source>
      <translation>La commande {order} a été libérée ; avec ce paiement, tous ses billets redeviennent valables, sous de nouveaux numéros.</translation>
    </message>
    <message>
      <source>Put back here instead…</source>
      <translation>Recrédité ici à sa place…</translation>
    </message>
    <message>
      <source>Really</source>
      <translation>En réalité</translation>
    </message>
    <message>
      <source>Reason for acting without a second person</source>
      <translation>Raison d'agir sans seconde personne</translation>
    </message>
    <message>
      <source>Reason: {reason}.</source>
      <translation>Motif : {reason}.</translation>
    </message>
    <message>
      <source>Recorded</source>
      <translation>Enregistré</translation>
    </message>
    <message>
      <source>Reinstate with a new number</source>
      <translation>Réactiver avec un nouveau numéro</translation>
    </message>
    <message>
      <source>Reinstating gives it a new number on the same place, if that is free; the old paper stays refused.</source>
      <translation>La réactivation lui donne un nouveau numéro à la même place, si elle est libre ; l'ancien papier reste refusé.</translation>
    </message>
    <message numerus="yes">
      <source>Release %n ticket(s)  Enter</source>
      <translation>
        <numerusform>Libérer %n billet  Entrée</numerusform>
        <numerusform>Libérer %n billets  Entrée</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Release %n ticket(s) of order {order}: {places}.</source>
      <translation>
        <numerusform>Libérer %n billet de la commande {order} : {places}.</numerusform>
        <numerusform>Libérer %n billets de la commande {order} : {places}.</numerusform>
      </translation>
    </message>
    <message>
      <source>Reminder as PDF</source>
      <translation>Rappel en PDF</translation>
    </message>
    <message>
      <source>Reminder {number} of order {order}: {amount} is open, payable until {day}.</source>
      <translation>Rappel {number} de la commande {order} : {amount} est dû, payable jusqu'au {day}.</translation>
    </message>
    <message>
      <source>Reminder {number} was sent or printed on {moment}.</source>
      <translation>Le rappel {number} a été envoyé ou imprimé le {moment}.</translation>
    </message>
    <message>
      <source>Rename  Enter</source>
      <translation>Renommer  Entrée</translation>
    </message>
    <message>
      <source>Replace it  Enter</source>
      <translation>Remplacer  Entrée</translation>
    </message>
    <message>
      <source>Scan was a mistake</source>
      <translation>Scanné par erreur</translation>
    </message>
    <message>
      <source>Second person</source>
      <translation>2e personne</translation>
    </message>
    <message>
      <source>Send by e-mail</source>
      <translation>Envoyer par e-mail</translation>
    </message>
    <message>
      <source>Split off, paid already  Enter</source>
      <translation>Détacher, déjà payé  Entrée</translation>
    </message>
    <message>
      <source>Take {amount}  Enter</source>
      <translation>Encaisser {amount}  Entrée</translation>
    </message>
    <message>
      <source>Take: the amount is missing</source>
      <translation>Encaisser : le montant manque</translation>
    </message>
    <message>
      <source>That is the name already. Type another one.</source>
      <translation>C'est déjà le nom. Saisissez-en un autre.</translation>
    </message>
    <message>
      <source>The buttons need a colleague's name, or at least 10 characters why nobody else is here.</source>
      <translation>Pour les boutons, il faut le nom d'un collègue, ou la raison (10 caractères au moins) pour laquelle personne d'autre n'est là.</translation>
    </message>
    <message>
      <source>The centre sends no e-mail: it goes on paper.</source>
      <translation>La centrale n'envoie pas d'e-mails : il part sur papier.</translation>
    </message>
    <message>
      <source>The control point says GO, with the badge “unpaid: invoice”. No rule cancels the order; the amount stays open.</source>
      <translation>Le contrôle dit ENTREZ, avec la mention « impayé : facture ». Aucune règle n'annule la commande ; le montant reste dû.</translation>
    </message>
    <message>
      <source>The control point says STOP, not paid, from now on.</source>
      <translation>Le contrôle dit désormais STOP, impayé.</translation>
    </message>
    <message>
      <source>The customer was erased meanwhile. A note that names them brings their data back to every desk.</source>
      <translation>Le client a été effacé entre-temps. Une note qui le nomme remet ses données à tous les guichets.</translation>
    </message>
    <message>
      <source>The drawer and the takings follow. The ticket, the amount and the customer's account stay.</source>
      <translation>Le tiroir et les recettes suivent. Le billet, le montant et le compte du client restent.</translation>
    </message>
    <message>
      <source>There are no coins for this. Type {below} or {above}.</source>
      <translation>Il n'y a pas de pièces pour ce montant. Saisissez {below} ou {above}.</translation>
    </message>
    <message>
      <source>There is no e-mail address: it goes on paper.</source>
      <translation>Il n'y a pas d'adresse e-mail : il part sur papier.</translation>
    </message>
    <message>
      <source>This needs a colleague's name, or at least 10 characters why nobody else is here.</source>
      <translation>Il faut le nom d'un collègue, ou au moins 10 caractères expliquant pourquoi personne d'autre n'est là.</translation>
    </message>
    <message>
      <source>This needs a second person: type a name, or why nobody else is here.</source>
      <translation>Il faut une deuxième personne : saisissez un nom, ou pourquoi personne d'autre n'est là.</translation>
    </message>
    <message>
      <source>This records the refund. It does not send money.</source>
      <translation>Ceci enregistre le remboursement. Aucun argent n'est envoyé.</translation>
    </message>
    <message>
      <source>This seat has another price.</source>
      <translation>Cette place a un autre prix.</translation>
    </message>
    <message>
      <source>Ticket {ticket} cannot be cancelled alone: order {order} waits for payment of invoice {invoice}, {amount}. Removing one ticket would make it wrong.</source>
      <translation>Le billet {ticket} ne peut pas être annulé seul : la commande {order} attend le paiement de la facture {invoice}, {amount}. Retirer un billet la rendrait fausse.</translation>
    </message>
    <message>
      <source>Ticket {ticket} cannot be cancelled alone: order {order} waits for the payment of its invoice, {amount}. Removing one ticket would make it wrong.</source>
      <translation>Le billet {ticket} ne peut pas être annulé seul : la commande {order} attend le paiement de sa facture, {amount}. Retirer un billet la rendrait fausse.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is lost: replace it?</source>
      <translation>Billet {ticket} perdu : le remplacer ?</translation>
    </message>
    <message>
      <source>Type an amount like 30.00.</source>
      <translation>Saisissez un montant comme 30.00.</translation>
    </message>
    <message>
      <source>Type the holder's name.</source>
      <translation>Saisissez le nom du titulaire.</translation>
    </message>
    <message>
      <source>Type the note.</source>
      <translation>Saisissez la note.</translation>
    </message>
    <message>
      <source>Type what had gone wrong.</source>
      <translation>Saisissez ce qui s'était passé.</translation>
    </message>
    <message numerus="yes">
      <source>Used: %n, stays.</source>
      <translation>
        <numerusform>Utilisé : %n, reste.</numerusform>
        <numerusform>Utilisés : %n, restent.</numerusform>
      </translation>
    </message>
    <message>
      <source>What had gone wrong</source>
      <translation>Ce qui s'était passé</translation>
    </message>
    <message>
      <source>Who holds ticket {ticket}?</source>
      <translation>Qui est le titulaire du billet {ticket} ?</translation>
    </message>
    <message numerus="yes">
      <source>Without it: %n ticket(s), {amount}, due {due}. Their places are held throughout.</source>
      <translation>
        <numerusform>Sans lui : %n billet, {amount}, à payer jusqu'au {due}. Sa place reste réservée tout du long.</numerusform>
        <numerusform>Sans lui : %n billets, {amount}, à payer jusqu'au {due}. Leurs places restent réservées tout du long.</numerusform>
      </translation>
    </message>
    <message>
      <source>Write it down  Enter</source>
      <translation>Noter  Entrée</translation>
    </message>
    <message>
      <source>Write it down all the same</source>
      <translation>Noter quand même</translation>
    </message>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>or alone because</source>
      <translation>ou seul car</translation>
    </message>
    <message>
      <source>why nobody else is here (10 characters or more)</source>
      <translation>la raison (10 caractères ou plus)</translation>
    </message>
    <message>
      <source>{amount} handed out here</source>
      <translation>{amount} remis ici</translation>
    </message>
    <message>
      <source>{amount} is given back now  Enter</source>
      <translation>{amount} est rendu maintenant  Entrée</translation>
    </message>
    <message>
      <source>{amount} is owed  Enter</source>
      <translation>{amount} est dû  Entrée</translation>
    </message>
    <message>
      <source>{amount} put back here</source>
      <translation>{amount} recrédités ici</translation>
    </message>
    <message>
      <source>{amount} was paid and stays as credit of the customer.</source>
      <translation>{amount} a été payé et reste un avoir du client.</translation>
    </message>
    <message>
      <source>{desk} hands out {amount}, since {when}.</source>
      <translation>{desk} remet {amount} au client, depuis le {when}.</translation>
    </message>
    <message>
      <source>{desk} puts {amount} back on the card, since {when}.</source>
      <translation>{desk} recrédite {amount} sur la carte, depuis le {when}.</translation>
    </message>
  </context>
  <context>
    <name>papers</name>
    <message>
      <source>Cancellation slip of order {order}</source>
      <translation>Bon d'annulation de la commande {order}</translation>
    </message>
    <message>
      <source>Cancellation slip of order {order} printed.</source>
      <translation>Bon d'annulation de la commande {order} imprimé.</translation>
    </message>
    <message>
      <source>Closing {closing}</source>
      <translation>Clôture {closing}</translation>
    </message>
    <message>
      <source>Closing {closing} printed.</source>
      <translation>Clôture {closing} imprimée.</translation>
    </message>
    <message>
      <source>Drawer</source>
      <translation>Tiroir-caisse</translation>
    </message>
    <message>
      <source>Given up</source>
      <translation>Abandonné</translation>
    </message>
    <message>
      <source>Is being sent</source>
      <translation>En cours d'envoi</translation>
    </message>
    <message>
      <source>May have come out</source>
      <translation>Peut-être sorti</translation>
    </message>
    <message>
      <source>Not printed</source>
      <translation>Pas imprimé</translation>
    </message>
    <message>
      <source>Order {order}</source>
      <translation>Commande {order}</translation>
    </message>
    <message>
      <source>Order {order} printed.</source>
      <translation>Commande {order} imprimée.</translation>
    </message>
    <message>
      <source>Printed</source>
      <translation>Imprimé</translation>
    </message>
    <message>
      <source>Printers</source>
      <translation>Imprimantes</translation>
    </message>
    <message>
      <source>Receipt of order {order}</source>
      <translation>Quittance de la commande {order}</translation>
    </message>
    <message>
      <source>Receipt of order {order} printed.</source>
      <translation>Quittance de la commande {order} imprimée.</translation>
    </message>
    <message>
      <source>Test print</source>
      <translation>Impression d'essai</translation>
    </message>
    <message>
      <source>The drawer now (X)</source>
      <translation>La caisse à cet instant (X)</translation>
    </message>
    <message>
      <source>The drawer's figures of now (X) printed.</source>
      <translation>Les chiffres de la caisse à cet instant (X) sont imprimés.</translation>
    </message>
    <message>
      <source>The printer {printer} has taken the test print.</source>
      <translation>L'imprimante {printer} a pris l'impression d'essai.</translation>
    </message>
    <message>
      <source>The tickets of order {order} go to the customer by e-mail.</source>
      <translation>Les billets de la commande {order} partent par e-mail au client.</translation>
    </message>
    <message>
      <source>Waits</source>
      <translation>En attente</translation>
    </message>
    <message>
      <source>{paper}: printed as DUPLICATA {copies}.</source>
      <translation>{paper} : imprimé comme DUPLICATA {copies}.</translation>
    </message>
  </context>
  <context>
    <name>payments</name>
    <message>
      <source>Amount</source>
      <translation>Montant</translation>
    </message>
    <message>
      <source>Balance</source>
      <translation>Solde</translation>
    </message>
    <message>
      <source>Credit</source>
      <translation>Avoir</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Reste</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouvert</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Paiement</translation>
    </message>
    <message>
      <source>Payments</source>
      <translation>Paiements</translation>
    </message>
    <message>
      <source>Refund</source>
      <translation>Remboursement</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Quoi</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
    <message>
      <source>from order {number}</source>
      <translation>de la commande {number}</translation>
    </message>
    <message>
      <source>goodwill</source>
      <translation>geste commercial</translation>
    </message>
    <message>
      <source>moved to order {number}</source>
      <translation>transféré à la commande {number}</translation>
    </message>
    <message>
      <source>not paid yet</source>
      <translation>pas encore versé</translation>
    </message>
  </context>
  <context>
    <name>plan</name>
    <message>
      <source>As a list</source>
      <translation>En liste</translation>
    </message>
    <message>
      <source>Farther</source>
      <translation>Plus loin</translation>
    </message>
    <message>
      <source>Nearer</source>
      <translation>Plus près</translation>
    </message>
    <message>
      <source>Row {row}</source>
      <translation>Rang {row}</translation>
    </message>
    <message>
      <source>Seating plan</source>
      <translation>Plan de salle</translation>
    </message>
    <message>
      <source>Seats by row</source>
      <translation>Places par rang</translation>
    </message>
    <message>
      <source>This seat is not for sale at this performance.</source>
      <translation>Cette place n'est pas en vente pour cette représentation.</translation>
    </message>
    <message>
      <source>Whole house</source>
      <translation>Toute la salle</translation>
    </message>
    <message>
      <source>chosen</source>
      <translation>choisie</translation>
    </message>
    <message>
      <source>free</source>
      <translation>libre</translation>
    </message>
    <message>
      <source>held by the house</source>
      <translation>bloquée par la maison</translation>
    </message>
    <message>
      <source>not for sale</source>
      <translation>pas en vente</translation>
    </message>
    <message>
      <source>reserved</source>
      <translation>réservée</translation>
    </message>
    <message>
      <source>seat %s</source>
      <translation>place %s</translation>
    </message>
    <message>
      <source>sold</source>
      <translation>vendue</translation>
    </message>
  </context>
  <context>
    <name>printers</name>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Device file</source>
      <translation>Fichier de périphérique</translation>
    </message>
    <message>
      <source>Device file…</source>
      <translation>Périphérique…</translation>
    </message>
    <message>
      <source>ESC/POS (receipts)</source>
      <translation>ESC/POS (quittances)</translation>
    </message>
    <message>
      <source>FGL (tickets)</source>
      <translation>FGL (billets)</translation>
    </message>
    <message>
      <source>How a ticket looks</source>
      <translation>Aspect d'un billet</translation>
    </message>
    <message>
      <source>In the network…</source>
      <translation>Dans le réseau…</translation>
    </message>
    <message>
      <source>Language of the printer</source>
      <translation>Langage de l'imprimante</translation>
    </message>
    <message>
      <source>Layout</source>
      <translation>Mise en page</translation>
    </message>
    <message>
      <source>Layout {file}. A file of this name in {folder} takes its place.</source>
      <translation>Mise en page {file}. Un fichier du même nom dans {folder} prend sa place.</translation>
    </message>
    <message>
      <source>None (PDF files)</source>
      <translation>Aucune (PDF)</translation>
    </message>
    <message>
      <source>Nothing was sent to a printer here yet.</source>
      <translation>Rien n'a encore été envoyé à une imprimante ici.</translation>
    </message>
    <message>
      <source>Opens the cash drawer</source>
      <translation>Ouvre le tiroir-caisse</translation>
    </message>
    <message>
      <source>PDF, 101 mm</source>
      <translation>PDF, 101 mm</translation>
    </message>
    <message>
      <source>PDF, 82 mm</source>
      <translation>PDF, 82 mm</translation>
    </message>
    <message>
      <source>PDF, A4</source>
      <translation>PDF, A4</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Print after a sale</source>
      <translation>Imprimer après une vente</translation>
    </message>
    <message>
      <source>Print again</source>
      <translation>Réimprimer</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Imprimante</translation>
    </message>
    <message>
      <source>Printers</source>
      <translation>Imprimantes</translation>
    </message>
    <message>
      <source>Receipts, slips, closings</source>
      <translation>Quittances, bons, clôtures</translation>
    </message>
    <message>
      <source>Say where it is, like 192.0.2.9:9100 in the network or /dev/usb/lp0 at a port.</source>
      <translation>Dites où elle est : 192.0.2.9:9100 dans le réseau, par exemple, ou /dev/usb/lp0 à un port.</translation>
    </message>
    <message>
      <source>Speaks</source>
      <translation>Langage</translation>
    </message>
    <message>
      <source>Test print</source>
      <translation>Impression d'essai</translation>
    </message>
    <message>
      <source>The last papers</source>
      <translation>Les derniers papiers</translation>
    </message>
    <message>
      <source>Tickets</source>
      <translation>Billets</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Heure</translation>
    </message>
    <message>
      <source>What became of it</source>
      <translation>Ce qu'il en est</translation>
    </message>
    <message>
      <source>Your own layout {file}.</source>
      <translation>Votre mise en page {file}.</translation>
    </message>
    <message>
      <source>ZPL (labels)</source>
      <translation>ZPL (étiquettes)</translation>
    </message>
  </context>
  <context>
    <name>results</name>
    <message numerus="yes">
      <source>%n tick.</source>
      <translation>
        <numerusform>%n billet</numerusform>
        <numerusform>%n billets</numerusform>
      </translation>
    </message>
    <message>
      <source>Last orders</source>
      <translation>Dernières commandes</translation>
    </message>
    <message>
      <source>Make your first event</source>
      <translation>Créer votre premier spectacle</translation>
    </message>
    <message>
      <source>No order here for '{query}'. {count} orders searched.</source>
      <translation>Aucune commande pour « {query} ». {count} commandes parcourues.</translation>
    </message>
    <message>
      <source>No orders here yet.

Do other desks work here already? Then join their centre first: Join a centre… above. A book that has orders of its own cannot join it any more.

Do you begin with a book of your own? Press Import…, or drop files with orders on this window.</source>
      <translation>Aucune commande ici pour le moment.

D'autres guichets travaillent déjà ? Rejoignez d'abord leur centrale : Centrale… en haut. Un livre qui a ses propres commandes ne peut plus la rejoindre.

Vous commencez avec votre propre livre ? Cliquez sur Importer…, ou déposez des fichiers de commandes sur cette fenêtre.</translation>
    </message>
    <message>
      <source>No orders here yet. Press Import…, or drop files with orders on this window.</source>
      <translation>Aucune commande ici pour le moment. Cliquez sur Importer…, ou déposez des fichiers de commandes sur cette fenêtre.</translation>
    </message>
    <message>
      <source>No orders here yet. They come from the centre.</source>
      <translation>Aucune commande ici pour le moment. Elles viennent de la centrale.</translation>
    </message>
    <message>
      <source>Orders</source>
      <translation>Commandes</translation>
    </message>
    <message>
      <source>Orders or tickets</source>
      <translation>Commandes ou billets</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>Résultats</translation>
    </message>
    <message>
      <source>Scan a ticket or type a name.</source>
      <translation>Scannez un billet ou saisissez un nom.</translation>
    </message>
    <message>
      <source>Tickets</source>
      <translation>Billets</translation>
    </message>
  </context>
  <context>
    <name>sale</name>
    <message numerus="yes">
      <source>%n free</source>
      <translation>
        <numerusform>%n libre</numerusform>
        <numerusform>%n libres</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept by the house</source>
      <translation>
        <numerusform>%n bloquée par la maison</numerusform>
        <numerusform>%n bloquées par la maison</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n seat(s) would stay alone: {seats}.</source>
      <translation>
        <numerusform>%n place resterait isolée : {seats}.</numerusform>
        <numerusform>%n places resteraient isolées : {seats}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n ticket(s)</source>
      <translation>
        <numerusform>%n billet</numerusform>
        <numerusform>%n billets</numerusform>
      </translation>
    </message>
    <message>
      <source>A card payment of this desk has no sale yet. Look at it on the Sell page.</source>
      <translation>Un paiement par carte de cette caisse n'a pas encore de vente. Regardez-le sur la page Vente.</translation>
    </message>
    <message>
      <source>A card was charged {amount} on {when} and nothing was sold for it.</source>
      <translation>Une carte a été débitée de {amount} le {when} et rien n’a été vendu en échange.</translation>
    </message>
    <message>
      <source>A lowered price needs a second person.</source>
      <translation>Un prix baissé demande une deuxième personne.</translation>
    </message>
    <message>
      <source>A parked cart has waited too long: its places were let go. Taken back, it is offered anew.</source>
      <translation>Un panier en attente a trop attendu : ses places ont été libérées. Repris, il est proposé à nouveau.</translation>
    </message>
    <message>
      <source>A part of it was taken already: take the rest first.</source>
      <translation>Une partie est déjà encaissée : encaissez d'abord le reste.</translation>
    </message>
    <message>
      <source>A part was taken already: take the rest, or take that part out.</source>
      <translation>Une partie est déjà encaissée : encaissez le reste, ou retirez cette partie.</translation>
    </message>
    <message>
      <source>An invoice needs the customer's name.</source>
      <translation>Une facture demande le nom du client.</translation>
    </message>
    <message>
      <source>Another card pays</source>
      <translation>Une autre carte paie</translation>
    </message>
    <message>
      <source>Ask the terminal</source>
      <translation>Interroger le terminal</translation>
    </message>
    <message>
      <source>Best seats</source>
      <translation>Meilleures places</translation>
    </message>
    <message>
      <source>Cart</source>
      <translation>Panier</translation>
    </message>
    <message>
      <source>Check the terminal: paid or not?</source>
      <translation>Regardez le terminal : payé ou non ?</translation>
    </message>
    <message>
      <source>Choose a performance in the list.</source>
      <translation>Choisissez une représentation dans la liste.</translation>
    </message>
    <message>
      <source>Choose a ticket first: type how many.</source>
      <translation>Choisissez d'abord un billet : saisissez combien.</translation>
    </message>
    <message>
      <source>Choose on plan</source>
      <translation>Choisir sur le plan</translation>
    </message>
    <message>
      <source>Choose the tickets that were paid first.</source>
      <translation>Choisissez d’abord les billets payés.</translation>
    </message>
    <message>
      <source>Customer  Ctrl+N</source>
      <translation>Client  Ctrl+N</translation>
    </message>
    <message>
      <source>Customer's e-mail</source>
      <translation>E-mail du client</translation>
    </message>
    <message>
      <source>Customer's name</source>
      <translation>Nom du client</translation>
    </message>
    <message>
      <source>Customer's phone</source>
      <translation>Téléphone du client</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>E-mail</translation>
    </message>
    <message>
      <source>E-mail  Ctrl+E</source>
      <translation>E-mail  Ctrl+E</translation>
    </message>
    <message>
      <source>Everybody's</source>
      <translation>Tout public</translation>
    </message>
    <message>
      <source>Exchange</source>
      <translation>Échange</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filtrer</translation>
    </message>
    <message>
      <source>Filter the performances</source>
      <translation>Filtrer les représentations</translation>
    </message>
    <message>
      <source>Give for free  Enter</source>
      <translation>Offrir  Entrée</translation>
    </message>
    <message>
      <source>Here, with Ctrl+P</source>
      <translation>Ici, avec Ctrl+P</translation>
    </message>
    <message>
      <source>Is it this payment?</source>
      <translation>Est-ce ce paiement ?</translation>
    </message>
    <message>
      <source>It has no price.</source>
      <translation>Elle n'a pas de prix.</translation>
    </message>
    <message>
      <source>It is this payment</source>
      <translation>C'est ce paiement</translation>
    </message>
    <message>
      <source>It was given back</source>
      <translation>Elle a été remboursée</translation>
    </message>
    <message>
      <source>It was not paid</source>
      <translation>Ce n'était pas payé</translation>
    </message>
    <message>
      <source>It was paid</source>
      <translation>C'était payé</translation>
    </message>
    <message>
      <source>Later</source>
      <translation>Plus tard</translation>
    </message>
    <message>
      <source>Lower it  Enter</source>
      <translation>Baisser  Entrée</translation>
    </message>
    <message>
      <source>Lower the price of {line} from {full}. Who takes the money says why, and who agrees.</source>
      <translation>Baissez le prix de {line}, de {full}. Qui encaisse dit pourquoi, et qui est d'accord.</translation>
    </message>
    <message>
      <source>Lower the price: {line}</source>
      <translation>Baisser le prix : {line}</translation>
    </message>
    <message>
      <source>Make your first event</source>
      <translation>Créer un spectacle</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>No performance is called so.</source>
      <translation>Aucune représentation ne s'appelle ainsi.</translation>
    </message>
    <message>
      <source>Nobody knows what became of the card payment of {amount} before this one. Its last receipt says it.</source>
      <translation>Personne ne sait ce qu'est devenu le paiement par carte de {amount} avant celui-ci. Le dernier reçu du terminal le dit.</translation>
    </message>
    <message>
      <source>Nobody knows whether a card was charged {amount} on {when}: nothing was sold.</source>
      <translation>Personne ne sait si une carte a été débitée de {amount} le {when} : rien n'a été vendu.</translation>
    </message>
    <message>
      <source>Nobody knows whether the card was charged {amount}. Do not take it again. Its last receipt says it.</source>
      <translation>Personne ne sait si la carte a été débitée de {amount}. Ne la reprenez pas. Le dernier reçu du terminal le dit.</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Note: who invites, or why</source>
      <translation>Note : qui invite, ou pourquoi</translation>
    </message>
    <message>
      <source>Nothing is chosen yet.</source>
      <translation>Rien n'est encore choisi.</translation>
    </message>
    <message>
      <source>Nothing is on sale here: no performance that is still to come has a price.</source>
      <translation>Rien n'est en vente ici : aucune représentation à venir n'a de prix.</translation>
    </message>
    <message>
      <source>Nothing is printed yet: no printer is chosen here. Ctrl+P opens the tickets as PDF.</source>
      <translation>Rien d'imprimé, aucune imprimante choisie : Ctrl+P ouvre le PDF.</translation>
    </message>
    <message>
      <source>One less: {tariff}</source>
      <translation>Un de moins : {tariff}</translation>
    </message>
    <message>
      <source>One more: {tariff}</source>
      <translation>Un de plus : {tariff}</translation>
    </message>
    <message>
      <source>Open as PDF</source>
      <translation>Ouvrir en PDF</translation>
    </message>
    <message>
      <source>Order {order} is given for free.</source>
      <translation>La commande {order} est offerte.</translation>
    </message>
    <message>
      <source>Order {order} is reserved and paid on site.</source>
      <translation>La commande {order} est réservée, à payer sur place.</translation>
    </message>
    <message>
      <source>Order {order} is sold on invoice {invoice}.</source>
      <translation>La commande {order} est vendue sur facture {invoice}.</translation>
    </message>
    <message>
      <source>Order {order} is sold.</source>
      <translation>La commande {order} est vendue.</translation>
    </message>
    <message>
      <source>Park  Ctrl+G</source>
      <translation>Attente  Ctrl+G</translation>
    </message>
    <message>
      <source>Parked</source>
      <translation>En attente</translation>
    </message>
    <message>
      <source>Pay  F9</source>
      <translation>Payer  F9</translation>
    </message>
    <message>
      <source>Pay {amount} at the terminal. Back asks it to end.</source>
      <translation>Payez {amount} au terminal. Retour lui demande d'arrêter.</translation>
    </message>
    <message>
      <source>Performance</source>
      <translation>Représentation</translation>
    </message>
    <message>
      <source>Performances</source>
      <translation>Représentations</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Téléphone</translation>
    </message>
    <message>
      <source>Places  Alt+H</source>
      <translation>Contingent  Alt+H</translation>
    </message>
    <message>
      <source>Places that the house keeps are chosen now.</source>
      <translation>On choisit à présent parmi les places que la maison bloque.</translation>
    </message>
    <message>
      <source>Price of each ticket</source>
      <translation>Prix de chaque billet</translation>
    </message>
    <message>
      <source>Print  Ctrl+P</source>
      <translation>Imprimer  Ctrl+P</translation>
    </message>
    <message>
      <source>Print again  Ctrl+P</source>
      <translation>Réimprimer  Ctrl+P</translation>
    </message>
    <message>
      <source>Print here</source>
      <translation>Imprimer ici</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Quittance</translation>
    </message>
    <message>
      <source>Received</source>
      <translation>Reçu</translation>
    </message>
    <message>
      <source>Received {amount}</source>
      <translation>Reçu {amount}</translation>
    </message>
    <message>
      <source>Reserve, paid on site  Enter</source>
      <translation>Réserver, payé sur place  Entrée</translation>
    </message>
    <message>
      <source>Rounding {rounding}, to pay {due}</source>
      <translation>Arrondi {rounding}, à payer {due}</translation>
    </message>
    <message>
      <source>Seats  Alt+B</source>
      <translation>Places  Alt+B</translation>
    </message>
    <message>
      <source>Sell on invoice  Enter</source>
      <translation>Vendre sur facture  Entrée</translation>
    </message>
    <message>
      <source>Show order</source>
      <translation>Voir la commande</translation>
    </message>
    <message>
      <source>Take out: {line}</source>
      <translation>Retirer : {line}</translation>
    </message>
    <message>
      <source>Take {amount}  Enter</source>
      <translation>Encaisser {amount}  Entrée</translation>
    </message>
    <message>
      <source>Take {amount}, then {left}  Enter</source>
      <translation>Encaisser {amount}, puis {left}  Entrée</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>Encaissé</translation>
    </message>
    <message>
      <source>The card was charged {charged}, and {left} are to be paid. Nothing was changed.</source>
      <translation>La carte a été débitée de {charged}, et il reste {left} à payer. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>The card was charged.</source>
      <translation>La carte a été débitée.</translation>
    </message>
    <message>
      <source>The cart is parked. Serve the next customer.</source>
      <translation>Le panier est en attente. Servez le client suivant.</translation>
    </message>
    <message>
      <source>The centre does not answer, and this desk sells nothing that the centre does not keep for it. The cart stays.</source>
      <translation>La centrale ne répond pas, et ce guichet ne vend rien que la centrale ne lui garde. Le panier reste.</translation>
    </message>
    <message>
      <source>The terminal is asked to end. What it answers counts.</source>
      <translation>Le terminal est prié d'arrêter. Sa réponse compte.</translation>
    </message>
    <message>
      <source>The terminal is asked…</source>
      <translation>Le terminal est interrogé…</translation>
    </message>
    <message>
      <source>The terminal's receipt is {number}.</source>
      <translation>Reçu du terminal : {number}.</translation>
    </message>
    <message>
      <source>Tickets</source>
      <translation>Billets</translation>
    </message>
    <message>
      <source>To the Sell page</source>
      <translation>À la page Vente</translation>
    </message>
    <message>
      <source>Type an amount like 30.00, or leave it empty: just what is due.</source>
      <translation>Saisissez un montant comme 30.00, ou laissez vide : juste ce qui est dû.</translation>
    </message>
    <message>
      <source>Type who invites.</source>
      <translation>Saisissez qui invite.</translation>
    </message>
    <message>
      <source>Type why a price is lowered.</source>
      <translation>Saisissez pourquoi un prix est baissé.</translation>
    </message>
    <message>
      <source>Use it for this cart</source>
      <translation>L’utiliser pour ce panier</translation>
    </message>
    <message numerus="yes">
      <source>Waiting for the terminal: %n s</source>
      <translation>
        <numerusform>Le terminal est attendu : %n s</numerusform>
        <numerusform>Le terminal est attendu : %n s</numerusform>
      </translation>
    </message>
    <message>
      <source>Zones and tariffs</source>
      <translation>Zones et tarifs</translation>
    </message>
    <message>
      <source>free: not known</source>
      <translation>libres : inconnu</translation>
    </message>
    <message numerus="yes">
      <source>from %n ticket(s) on</source>
      <translation>
        <numerusform>dès %n billet</numerusform>
        <numerusform>dès %n billets</numerusform>
      </translation>
    </message>
    <message>
      <source>from the house: {hold}</source>
      <translation>de la maison : {hold}</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>inconnu</translation>
    </message>
    <message>
      <source>places let go</source>
      <translation>places libérées</translation>
    </message>
    <message>
      <source>sold out</source>
      <translation>complet</translation>
    </message>
    <message>
      <source>with {tariff}</source>
      <translation>avec {tariff}</translation>
    </message>
    <message>
      <source>{deed} (Up from Pay)</source>
      <translation>{deed} (flèche vers le haut depuis Payer)</translation>
    </message>
    <message>
      <source>{seat} would stay alone.</source>
      <translation>{seat} resterait isolée.</translation>
    </message>
    <message>
      <source>{zone}, {tariff}, {price}: how many</source>
      <translation>{zone}, {tariff}, {price} : combien</translation>
    </message>
  </context>
  <context>
    <name>search</name>
    <message numerus="yes">
      <source>%n due</source>
      <translation>
        <numerusform>%n à traiter</numerusform>
        <numerusform>%n à traiter</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) not paid or fetched in time let go of their places; Cancellations lists them.</source>
      <translation>
        <numerusform>%n commande ni payée ni retirée à temps a rendu ses places ; Annulations la montre.</numerusform>
        <numerusform>%n commandes ni payées ni retirées à temps ont rendu leurs places ; Annulations les montre.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n refund(s)</source>
      <translation>
        <numerusform>%n remboursement</numerusform>
        <numerusform>%n remboursements</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n refund(s) open</source>
      <translation>
        <numerusform>%n remboursement ouvert</numerusform>
        <numerusform>%n remboursements ouverts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting order(s) due</source>
      <translation>
        <numerusform>%n commande en attente à traiter</numerusform>
        <numerusform>%n commandes en attente à traiter</numerusform>
      </translation>
    </message>
    <message>
      <source>Copy stick missing</source>
      <translation>Clé de copie absente</translation>
    </message>
    <message>
      <source>Copy…</source>
      <translation>Copie…</translation>
    </message>
    <message>
      <source>Finish {ticket} first; the scan is opened next.</source>
      <translation>Terminez d'abord {ticket} ; le billet scanné s'ouvrira ensuite.</translation>
    </message>
    <message>
      <source>Folder for the second copy</source>
      <translation>Dossier de la seconde copie</translation>
    </message>
    <message>
      <source>No copy since {when}</source>
      <translation>Pas de copie depuis {when}</translation>
    </message>
    <message>
      <source>No copy yet</source>
      <translation>Pas encore de copie</translation>
    </message>
    <message>
      <source>No ticket for {code}. Scan again or type the number.</source>
      <translation>Aucun billet pour {code}. Scannez à nouveau ou saisissez le numéro.</translation>
    </message>
    <message>
      <source>Orders that wait for their money: to be released, reminded, or cancelled unpaid</source>
      <translation>Commandes en attente de leur argent : à libérer, à rappeler ou à annuler impayées</translation>
    </message>
    <message>
      <source>Search or scan</source>
      <translation>Chercher ou scanner</translation>
    </message>
    <message>
      <source>Search or scan: order, name, e-mail, ticket no.   F3</source>
      <translation>Chercher ou scanner : commande, nom, e-mail, n° de billet   F3</translation>
    </message>
    <message>
      <source>Second copy…</source>
      <translation>Seconde copie…</translation>
    </message>
    <message>
      <source>That Enter came right after a code, so it pressed nothing. Look, then press it again.</source>
      <translation>Cette touche Entrée a suivi un code de trop près : rien n'a été pressé. Regardez, puis pressez-la de nouveau.</translation>
    </message>
    <message>
      <source>The book has its second copy again.</source>
      <translation>Le livre a de nouveau sa seconde copie.</translation>
    </message>
    <message>
      <source>The book's second copy could not be written to {folder}. Is that disk full?</source>
      <translation>La seconde copie du livre n'a pas pu être écrite dans {folder}. Ce disque est-il plein ?</translation>
    </message>
    <message>
      <source>The book's second copy goes to {folder}, which is not there. Plug the disk in, then click here.</source>
      <translation>La seconde copie du livre va dans {folder}, qui n'est pas là. Branchez le disque, puis cliquez ici.</translation>
    </message>
    <message>
      <source>The centre has what was sent. For a copy of the whole book each hour name a folder or a stick.</source>
      <translation>La centrale a ce qui a été envoyé. Pour une copie du livre entier chaque heure, indiquez un dossier ou une clé.</translation>
    </message>
    <message>
      <source>This book has no second copy. Name a folder or a stick: a copy goes there each hour.</source>
      <translation>Ce livre n'a pas de seconde copie. Indiquez un dossier ou une clé : une copie y va chaque heure.</translation>
    </message>
    <message>
      <source>Today does not list this performance: it is over, or still far away.</source>
      <translation>Aujourd'hui ne montre pas cette représentation : elle est terminée, ou encore lointaine.</translation>
    </message>
    <message>
      <source>Who is at the desk</source>
      <translation>Qui est au guichet</translation>
    </message>
    <message>
      <source>Who is at the desk: every deed carries this name</source>
      <translation>Qui est au guichet : chaque opération porte ce nom</translation>
    </message>
  </context>
  <context>
    <name>sentences</name>
    <message>
      <source>1 more operation is not in it either, which was named then: see that it was entered again.</source>
      <translation>1 autre opération, nommée alors, n'y est pas non plus : vérifiez qu'elle a été saisie de nouveau.</translation>
    </message>
    <message>
      <source>A barcode of the kind {kind} cannot hold {code}. Nothing was printed. Use the kind qr in the layout.</source>
      <translation>Un code-barres de type {kind} ne peut pas contenir {code}. Rien n'a été imprimé. Choisissez le type qr dans la mise en page.</translation>
    </message>
    <message>
      <source>A book was here before, at {book}, and is gone; this one is new and empty. Close the program and bring it back from its newest copy with: ticketoffice restore COPY. The empty one is then kept aside.</source>
      <translation>Un livre était ici auparavant, sous {book}, et il a disparu ; celui-ci est nouveau et vide. Fermez le programme et rétablissez le livre depuis sa copie la plus récente avec : ticketoffice restore COPIE. Le livre vide sera alors mis de côté.</translation>
    </message>
    <message>
      <source>A cancelled ticket was let in.</source>
      <translation>Un billet annulé a été admis.</translation>
    </message>
    <message>
      <source>A correction says what had gone wrong. Nothing was changed. Type it as the note.</source>
      <translation>Une correction dit ce qui s'était passé. Rien n'a été modifié. Saisissez-le comme note.</translation>
    </message>
    <message>
      <source>A demonstration or practice book never joins a centre. Nothing was changed. Use the book of this desk.</source>
      <translation>Un livre de démonstration ou d'exercice ne rejoint jamais une centrale. Rien n'a été modifié. Prenez le livre de ce guichet.</translation>
    </message>
    <message>
      <source>A demonstration or practice book never sends mail.</source>
      <translation>Un livre de démonstration ou d'exercice n'envoie jamais de message.</translation>
    </message>
    <message>
      <source>A free ticket says who invites. Nothing was sold. Type it as the note.</source>
      <translation>Un billet gratuit dit qui invite. Rien n'a été vendu. Indiquez-le dans la note.</translation>
    </message>
    <message>
      <source>A lowered price needs a reason. Nothing was sold. Type it as the note.</source>
      <translation>Un prix baissé demande un motif. Rien n'a été vendu. Indiquez-le dans la note.</translation>
    </message>
    <message>
      <source>A name of kept places has at most {most} characters. Nothing was kept. Type a shorter one.</source>
      <translation>Le nom de places bloquées a au plus {most} caractères. Rien n'a été bloqué. Saisissez-en un plus court.</translation>
    </message>
    <message>
      <source>A performance at that time would be over already. Nothing was changed. Type a day and a time that are still to come.</source>
      <translation>À ce moment-là, la représentation serait déjà terminée. Rien n'a été changé. Saisissez un jour et une heure à venir.</translation>
    </message>
    <message>
      <source>A place that the house keeps says who invites. Nothing was sold. Type it as the note.</source>
      <translation>Pour une place que la maison bloque, on dit qui invite. Rien n'a été vendu. Saisissez-le comme note.</translation>
    </message>
    <message>
      <source>A place was to be given as one that the house keeps, but the house had left it to everybody before that.</source>
      <translation>Une place devait être donnée comme une de celles que la maison bloque, mais la maison l'avait déjà laissée à tout le monde.</translation>
    </message>
    <message>
      <source>A place was to be given out of what the house keeps, but all of those had been given to others before that.</source>
      <translation>Une place devait être prise sur celles que la maison bloque, mais elles avaient déjà toutes été données à d'autres.</translation>
    </message>
    <message>
      <source>A place was to be given that the house had begun to keep before that.</source>
      <translation>Une place devait être donnée, que la maison avait bloquée entre-temps.</translation>
    </message>
    <message>
      <source>A ticket of order {order} was to be kept, but its cancellation does not stand at the centre: it was refused or taken back before that.</source>
      <translation>Un billet de la commande {order} devait être gardé, mais son annulation ne vaut pas au centre : elle avait été refusée ou reprise avant.</translation>
    </message>
    <message>
      <source>A zone has no name. Nothing was changed. Type one, like Hall.</source>
      <translation>Une zone n'a pas de nom. Rien n'a été modifié. Saisissez-en un, par exemple Salle.</translation>
    </message>
    <message>
      <source>Acting alone needs a reason of at least {least} characters. Nothing was changed.</source>
      <translation>Agir seul demande une raison d'au moins {least} caractères. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>Address already in use</source>
      <translation>adresse déjà utilisée</translation>
    </message>
    <message>
      <source>Admit unpaid</source>
      <translation>Laisser entrer impayé</translation>
    </message>
    <message>
      <source>Admitted</source>
      <translation>Entré</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Montant</translation>
    </message>
    <message>
      <source>An event needs a day and a time. Nothing was changed. Type them, like 2026-11-06 and 20:00.</source>
      <translation>Un spectacle a besoin d'une date et d'une heure. Rien n'a été modifié. Saisissez-les, par exemple 2026-11-06 et 20:00.</translation>
    </message>
    <message>
      <source>An event needs a name of at most {most} characters. Nothing was made. Type one.</source>
      <translation>Un spectacle a besoin d’un nom de {most} caractères au plus. Rien n'a été créé. Saisissez-en un.</translation>
    </message>
    <message>
      <source>An event needs at least one zone with a price. Nothing was made. Add one.</source>
      <translation>Un spectacle a besoin d’au moins une zone avec un prix. Rien n'a été créé. Ajoutez-en une.</translation>
    </message>
    <message>
      <source>An invoice needs the customer's name. Nothing was sold. Type it, then sell again.</source>
      <translation>Une facture demande le nom du client. Rien n'a été vendu. Saisissez-le, puis vendez de nouveau.</translation>
    </message>
    <message>
      <source>Another centre answers there than the one that this desk has. Nothing was changed, here or there. Ask whoever runs the centre of this desk for its address and a new code.</source>
      <translation>Une autre centrale que celle de ce guichet répond à cette adresse. Rien n'a été modifié, ni ici ni là-bas. Demandez au responsable de la centrale de ce guichet son adresse et un nouveau code.</translation>
    </message>
    <message>
      <source>Another desk has promised this refund of order {order} and hands it out. Nothing was recorded: hand nothing out. Where that desk cannot give it, a colleague who approves it can record it here.</source>
      <translation>Un autre guichet a promis ce remboursement de la commande {order} et le remet. Rien n'a été enregistré : ne remettez rien. Si ce guichet-là ne peut pas le faire, un collègue qui l'approuve peut l'enregistrer ici.</translation>
    </message>
    <message>
      <source>Another desk is changing the same order. Nothing was changed. Try again.</source>
      <translation>Un autre guichet modifie la même commande. Rien n'a été changé. Réessayez.</translation>
    </message>
    <message>
      <source>Another machine with this book's key has worked with this centre: what it did is not in this book. Nothing was changed. Save the queue for whoever runs the centre, and go on with a fresh book.</source>
      <translation>Une autre machine avec la clé de ce livre a travaillé avec cette centrale : ce qu'elle a fait n'est pas dans ce livre. Rien n'a été modifié. Enregistrez la file pour le responsable de la centrale, et continuez avec un livre neuf.</translation>
    </message>
    <message>
      <source>Are its places still free? Bring the order back; else give the money back. Then close the case with a note.</source>
      <translation>Ses places sont-elles encore libres ? Rétablissez la commande ; sinon rendez l'argent. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Ask at both desks how the money really came, or went. Is it still recorded wrongly? Correct it once more, on the order. Close the case with a note.</source>
      <translation>Demandez aux deux guichets comment l'argent est vraiment venu, ou parti. Est-il encore mal enregistré ? Corrigez-le encore une fois, sur la commande. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Ask both desks how it really came, then settle it.</source>
      <translation>Demandez aux deux guichets comment il est vraiment venu, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Ask both desks which was first, and who sits on its place. Close the case with a note.</source>
      <translation>Demandez aux deux guichets ce qui vint en premier, et qui est assis à sa place. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Ask both desks which was first.</source>
      <translation>Demandez aux deux guichets ce qui vint en premier.</translation>
    </message>
    <message>
      <source>Ask by which method the money came, and by which it was given back. Is the refund recorded wrongly? Correct that one. What is wrong of the payment shows when the drawer is counted: say it there. Close the case with a note.</source>
      <translation>Demandez par quel moyen l'argent est venu, et par lequel il a été rendu. Le remboursement est-il mal enregistré ? Corrigez celui-là. Ce qui est faux du paiement se voit au comptage de la caisse : dites-le là. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Ask first whether it was given back where it came from; if not, give back what was paid too much. Then close the case with a note.</source>
      <translation>Demandez d'abord si la somme a été rendue à l'origine ; sinon, rendez ce qui a été payé en trop. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Ask the customer for what was given too much and book it on the order, or leave it. Another case about the same deed is about the same money. Close the case with a note.</source>
      <translation>Demandez au client ce qui a été rendu de trop et encaissez-le sur la commande, ou laissez-le. Un autre cas sur le même acte parle du même argent. Fermez le cas avec une note.</translation>
    </message>
    <message>
      <source>Ask the customer which ticket is not wanted, and cancel that one. Then close the case with a note.</source>
      <translation>Demandez au client quel billet il ne veut plus, et annulez celui-là. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Ask the customer: is order {successor} wanted? If not, cancel {successors} there, and the place is free. Then close the case with a note.</source>
      <translation>Demandez au client : la commande {successor} est-elle voulue ? Sinon annulez-y {successors}, et la place est libre. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Ask there first, then give it back.</source>
      <translation>Demandez d'abord là-bas, puis rendez l'argent.</translation>
    </message>
    <message>
      <source>Ask whether the customer wants to be known again.</source>
      <translation>Demandez si le client veut de nouveau être connu.</translation>
    </message>
    <message>
      <source>Ask whether the money was rightly given back.</source>
      <translation>Demandez si l'argent a été rendu à bon droit.</translation>
    </message>
    <message>
      <source>Ask whether what replaced it is wanted; else cancel that.</source>
      <translation>Demandez si ce qui l'a remplacé est voulu ; sinon annulez-le.</translation>
    </message>
    <message>
      <source>Ask which ticket is not wanted.</source>
      <translation>Demandez quel billet n'est pas voulu.</translation>
    </message>
    <message>
      <source>Ask who gave it, then settle it.</source>
      <translation>Demandez qui l'a rendu, puis réglez.</translation>
    </message>
    <message>
      <source>Ask who handed it out the second time, then settle it.</source>
      <translation>Demandez à qui l'a remis la seconde fois, puis réglez-le.</translation>
    </message>
    <message>
      <source>Bank transfer</source>
      <translation>Virement</translation>
    </message>
    <message>
      <source>Book it on the order that replaced it, or give it back.</source>
      <translation>Encaissez-le sur la commande qui la remplace, ou rendez-le.</translation>
    </message>
    <message>
      <source>Book it on the order that stands, or give it back.</source>
      <translation>Enregistrez-le sur la commande qui vaut, ou rendez-le.</translation>
    </message>
    <message>
      <source>Book started</source>
      <translation>Livre commencé</translation>
    </message>
    <message>
      <source>Both entries are recorded; the ticket lets nobody else in.</source>
      <translation>Les deux entrées sont enregistrées ; le billet ne laisse plus entrer personne.</translation>
    </message>
    <message>
      <source>Both payments are booked; nothing is lost.</source>
      <translation>Les deux paiements sont enregistrés ; rien n'est perdu.</translation>
    </message>
    <message>
      <source>Both payments are booked; what is too much is credit of the order.</source>
      <translation>Les deux paiements sont enregistrés ; ce qui est de trop est l'avoir de la commande.</translation>
    </message>
    <message>
      <source>Both refunds stay recorded as they were handed out.</source>
      <translation>Les deux remboursements restent enregistrés tels qu'ils ont été remis.</translation>
    </message>
    <message>
      <source>Broken pipe</source>
      <translation>liaison coupée</translation>
    </message>
    <message>
      <source>By the book there does not lie so much in the drawer: {amount}. Nothing was changed. Look at the amount, or write down first what was put in.</source>
      <translation>D'après le livre, il n'y a pas autant dans le tiroir : {amount}. Rien n'a été modifié. Vérifiez le montant, ou notez d'abord ce qui y a été mis.</translation>
    </message>
    <message>
      <source>By the date of this computer the certificate of the centre does not count yet, or no longer. Nothing was sent; everything is saved here. Set the date of this computer; if it is right, ask whoever runs the centre.</source>
      <translation>À la date de cet ordinateur, le certificat de la centrale ne vaut pas encore, ou ne vaut plus. Rien n'a été envoyé ; tout est enregistré ici. Réglez la date de cet ordinateur ; si elle est juste, adressez-vous au responsable de la centrale.</translation>
    </message>
    <message>
      <source>Cancel it where it is not wanted, then settle it.</source>
      <translation>Annulez-le s'il n'est plus voulu, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Cannot assign requested address</source>
      <translation>cette adresse n'est pas à cette machine</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Carte</translation>
    </message>
    <message>
      <source>Case closed</source>
      <translation>Cas clos</translation>
    </message>
    <message>
      <source>Cash</source>
      <translation>Espèces</translation>
    </message>
    <message>
      <source>Choose another place with the customer, or give the money back. Then close the case with a note.</source>
      <translation>Choisissez une autre place avec le client, ou rendez l'argent. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Choose another place with the customer, or have it released by the house. Take back a paper that was printed. Then close the case with a note.</source>
      <translation>Choisissez une autre place avec le client, ou faites débloquer celle-ci par la maison. Reprenez un papier qui a été imprimé. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Choose another place with the customer, or have the house keep more. Take back a paper that was printed. Then close the case with a note.</source>
      <translation>Choisissez une autre place avec le client, ou faites bloquer d'autres places par la maison. Reprenez un papier qui a été imprimé. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Close the case with a note.</source>
      <translation>Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Columns are missing: {columns}.</source>
      <translation>Il manque des colonnes : {columns}.</translation>
    </message>
    <message>
      <source>Compare both payments, then give back what is too much.</source>
      <translation>Comparez les deux paiements, puis rendez ce qui est de trop.</translation>
    </message>
    <message>
      <source>Compare both refunds, then settle it.</source>
      <translation>Comparez les deux remboursements, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Compare it with what was taken for order {lost}. Close the case with a note.</source>
      <translation>Comparez avec ce qui a été encaissé pour la commande {lost}. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Compare it with what was taken for order {order}. Close the case with a note.</source>
      <translation>Comparez avec ce qui a été encaissé pour la commande {order}. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Compare it with what was taken, then settle it.</source>
      <translation>Comparez avec ce qui a été encaissé, puis réglez-le.</translation>
    </message>
    <message>
      <source>Connection refused</source>
      <translation>connexion refusée</translation>
    </message>
    <message>
      <source>Connection reset by peer</source>
      <translation>connexion interrompue par l'autre côté</translation>
    </message>
    <message>
      <source>Connection timed out</source>
      <translation>délai dépassé</translation>
    </message>
    <message>
      <source>Correct the refund if it went another way, then settle it.</source>
      <translation>Corrigez le remboursement s'il est parti autrement, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Count</source>
      <translation>Nombre</translation>
    </message>
    <message>
      <source>Credit given back</source>
      <translation>Avoir rendu</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>Monnaie</translation>
    </message>
    <message>
      <source>Customer</source>
      <translation>Client</translation>
    </message>
    <message>
      <source>Customer asked</source>
      <translation>Demande du client</translation>
    </message>
    <message>
      <source>Customer changed</source>
      <translation>Client modifié</translation>
    </message>
    <message>
      <source>Customer could not be told by e-mail</source>
      <translation>Client pas averti : l'e-mail n'a pas pu partir</translation>
    </message>
    <message>
      <source>Customer erased</source>
      <translation>Client effacé</translation>
    </message>
    <message>
      <source>Customer told</source>
      <translation>Client informé</translation>
    </message>
    <message>
      <source>Desk</source>
      <translation>Guichet</translation>
    </message>
    <message>
      <source>Desks have joined this centre, but its authority is not among the secrets of this machine: they would trust nobody here. Nothing was changed. Copy the keys from where it was served, or give --certificate and --key; only where they are lost for good, add --new-keys, and lead each desk back with a new code.</source>
      <translation>Des guichets ont rejoint cette centrale, mais son autorité n'est pas parmi les secrets de cette machine : ils ne feraient confiance à personne ici. Rien n'a été modifié. Copiez les clés depuis la machine d'origine, ou indiquez --certificate et --key ; seulement si elles sont perdues pour de bon, ajoutez --new-keys et ramenez chaque guichet avec un nouveau code.</translation>
    </message>
    <message>
      <source>Device or resource busy</source>
      <translation>périphérique occupé</translation>
    </message>
    <message>
      <source>Did the customer get the money back, and no tickets? Cancel what is still valid and record that refund as given. Did somebody enter? Find out who has the tickets, and ask for the money. Close the case with a note.</source>
      <translation>Le client a-t-il repris l'argent, sans recevoir de billets ? Annulez ce qui est encore valable et enregistrez ce remboursement comme remis. Quelqu'un est-il entré ? Cherchez qui a les billets, et demandez l'argent. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Do it again where it is still wanted.</source>
      <translation>Refaites-le là où c'est encore voulu.</translation>
    </message>
    <message>
      <source>Does it still count? Else give it back, then settle it.</source>
      <translation>Compte-t-il encore ? Sinon rendez-le, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Does it wait for its money? Ask at the desk that made it who the customer is, and type the data anew. Close the case with a note.</source>
      <translation>Attend-elle son argent ? Demandez au guichet qui l'a faite qui est le client, et tapez les données à nouveau. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Does order {order} still wait for its money? Book it there; else give it back to the customer. Close the case with a note.</source>
      <translation>La commande {order} attend-elle encore son argent ? Enregistrez-le là ; sinon rendez-le au client. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Does the customer still come? Then ask for the money and book it on the order; else cancel the ticket: nothing more is given for it. Close the case with a note.</source>
      <translation>Le client vient-il encore ? Alors demandez l'argent et encaissez-le sur la commande ; sinon annulez le billet : rien de plus n'est rendu pour lui. Fermez le cas avec une note.</translation>
    </message>
    <message>
      <source>Does the customer still come? Then reinstate the tickets; else give the money back. Then close the case with a note.</source>
      <translation>Le client vient-il quand même ? Rétablissez alors les billets ; sinon, rendez l'argent. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Does the customer still want to come? Reinstate it, under a new number, where its place is free. Close the case with a note.</source>
      <translation>Le client veut-il encore venir ? Rétablissez-le, sous un nouveau numéro, si sa place est libre. Fermez le cas avec une note.</translation>
    </message>
    <message>
      <source>Done by a newer version</source>
      <translation>Fait par une version plus récente</translation>
    </message>
    <message>
      <source>Drawer</source>
      <translation>Caisse</translation>
    </message>
    <message>
      <source>Drawer closed</source>
      <translation>Caisse clôturée</translation>
    </message>
    <message>
      <source>Drawer counted</source>
      <translation>Caisse comptée</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <translation>Doublon</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>E-mail</translation>
    </message>
    <message>
      <source>Entry undone</source>
      <translation>Entrée annulée</translation>
    </message>
    <message>
      <source>Event</source>
      <translation>Spectacle</translation>
    </message>
    <message>
      <source>Exchanged</source>
      <translation>Échangé</translation>
    </message>
    <message>
      <source>File exists</source>
      <translation>ce nom existe déjà</translation>
    </message>
    <message>
      <source>File name too long</source>
      <translation>le nom est trop long</translation>
    </message>
    <message>
      <source>Find another place for one of them.</source>
      <translation>Trouvez une autre place pour l'un des deux.</translation>
    </message>
    <message>
      <source>Find another place, or ask the house for more.</source>
      <translation>Trouvez une autre place, ou demandez-en d'autres à la maison.</translation>
    </message>
    <message>
      <source>Find another place, or ask the house to release it.</source>
      <translation>Trouvez une autre place, ou demandez à la maison de la débloquer.</translation>
    </message>
    <message>
      <source>Find another place, or give it back.</source>
      <translation>Trouvez une autre place, ou rendez l'argent.</translation>
    </message>
    <message>
      <source>Find out who copied the machine and whether both are wanted, and count both drawers. Close the case with a note.</source>
      <translation>Trouvez qui a copié la machine et si les deux sont voulues, et comptez les deux caisses. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Find out who it is for, then settle it.</source>
      <translation>Trouvez pour qui elle est, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Find out who it was, then settle it.</source>
      <translation>Cherchez qui c'était, puis réglez.</translation>
    </message>
    <message>
      <source>Find out why there are two, then settle it.</source>
      <translation>Trouvez pourquoi il y en a deux, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Finish the cancellation again, with what is left. Then close the case with a note.</source>
      <translation>Terminez de nouveau l'annulation, avec ce qui reste. Fermez ensuite le cas avec une note.</translation>
    </message>
    <message>
      <source>For order {order} {amount} more was given back than was paid, at this desk and where it came from. Hand nothing out; ask there first. A colleague who approves it can record it.</source>
      <translation>Pour la commande {order}, {amount} de trop a été rendu, à ce guichet et là d'où elle vient. Ne remettez rien ; demandez d'abord là-bas. Un collègue qui l'approuve peut l'enregistrer.</translation>
    </message>
    <message>
      <source>For ticket {ticket} of order {order} more was to be given back than was left of what was paid.</source>
      <translation>Pour le billet {ticket} de la commande {order}, on voulait rendre plus que ce qui restait du montant payé.</translation>
    </message>
    <message>
      <source>For ticket {ticket} of order {order} no more was left to give out of goodwill: it had been given back elsewhere before that.</source>
      <translation>Pour le billet {ticket} de la commande {order}, il ne restait plus rien à rendre à titre commercial : c'avait déjà été rendu ailleurs.</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>Gratuit</translation>
    </message>
    <message>
      <source>Free places there: {rest}, fewer than the {places} that the house is to keep. Nothing was kept. Keep fewer.</source>
      <translation>Places libres : {rest}, moins que les {places} que la maison devrait bloquer. Rien n'a été bloqué. Bloquez-en moins.</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Du</translation>
    </message>
    <message>
      <source>Give it back to the customer.</source>
      <translation>Rendez l'argent au client.</translation>
    </message>
    <message>
      <source>Give it back, or bring the order back. Then close the case with a note.</source>
      <translation>Rendez-le, ou rétablissez la commande. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Give it back, or reserve anew.</source>
      <translation>Rendez l'argent, ou réservez à nouveau.</translation>
    </message>
    <message>
      <source>Give it back, then settle it.</source>
      <translation>Rendez l'argent, puis réglez.</translation>
    </message>
    <message>
      <source>Give nothing more for it, then settle it.</source>
      <translation>Ne donnez rien de plus pour lui, puis réglez-le.</translation>
    </message>
    <message>
      <source>Give the credit back to the customer. Is an exchange still wanted? Do it again. Take back tickets that were printed. Close the case with a note.</source>
      <translation>Rendez l'avoir au client. Un échange est-il encore voulu ? Refaites-le. Reprenez les billets qui ont été imprimés. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Give the credit back to the customer. Is the other tariff still wanted, and not there yet? Change it again. Close the case with a note.</source>
      <translation>Rendez l'avoir au client. L'autre tarif est-il encore voulu, et pas encore là ? Changez-le à nouveau. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Given back</source>
      <translation>Rendu</translation>
    </message>
    <message>
      <source>Goodwill</source>
      <translation>Geste commercial</translation>
    </message>
    <message>
      <source>Goodwill refund</source>
      <translation>Geste commercial</translation>
    </message>
    <message>
      <source>Handed out</source>
      <translation>Remis</translation>
    </message>
    <message>
      <source>In the layout {layout} the barcode is {size} mm wide, too small for scanners at doors. Nothing was printed. It needs at least {least} mm.</source>
      <translation>Dans la mise en page {layout}, le code-barres a {size} mm de large : trop petit pour les lecteurs aux portes. Rien n'a été imprimé. Il lui faut au moins {least} mm.</translation>
    </message>
    <message>
      <source>In the layout {layout}, at {place}, the word {key} has no meaning. Nothing was printed. These have one: {keys}.</source>
      <translation>Dans la mise en page {layout}, à {place}, le mot {key} n'a pas de sens. Rien n'a été imprimé. Ceux-ci en ont un : {keys}.</translation>
    </message>
    <message>
      <source>In the layout {layout}, at {place}, {key} cannot be {value}. Nothing was printed. It can be: {expected}.</source>
      <translation>Dans la mise en page {layout}, à {place}, {key} ne peut pas être {value}. Rien n'a été imprimé. Valeurs possibles : {expected}.</translation>
    </message>
    <message>
      <source>In the layout {layout}, {field} does not lie on the paper ({paper}). Nothing was printed. Move it or make it smaller.</source>
      <translation>Dans la mise en page {layout}, {field} n'est pas sur le papier ({paper}). Rien n'a été imprimé. Déplacez-le ou réduisez-le.</translation>
    </message>
    <message>
      <source>In the layout {layout}, {field} lies on the barcode, which could not be read. Nothing was printed. Move one of them.</source>
      <translation>Dans la mise en page {layout}, {field} recouvre le code-barres, qui ne pourrait pas être lu. Rien n'a été imprimé. Déplacez l'un des deux.</translation>
    </message>
    <message>
      <source>Input/output error</source>
      <translation>le disque ne répond pas</translation>
    </message>
    <message>
      <source>Insurance</source>
      <translation>Assurance</translation>
    </message>
    <message>
      <source>Invoice</source>
      <translation>Facture</translation>
    </message>
    <message>
      <source>Is a directory</source>
      <translation>c'est un dossier</translation>
    </message>
    <message>
      <source>Is it still to be cancelled? Do it on the order. Close the case with a note.</source>
      <translation>Est-il encore à annuler ? Faites-le sur la commande. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Is it still wanted on order {order}? Do it there. Close the case with a note.</source>
      <translation>Est-ce encore voulu sur la commande {order} ? Faites-le là. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Is it still wanted? Do it again. Close the case with a note.</source>
      <translation>Est-ce encore voulu ? Refaites-le. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Is it still wanted? Do it on the order that stands.</source>
      <translation>Est-ce encore voulu ? Faites-le sur la commande qui existe.</translation>
    </message>
    <message>
      <source>Is it still wanted? Reinstate it, then settle it.</source>
      <translation>Est-il encore voulu ? Rétablissez-le, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Is order {order} still wanted? Then it counts there; else give it back to the customer. Close the case with a note.</source>
      <translation>La commande {order} est-elle encore voulue ? Alors l'argent y compte ; sinon rendez-le au client. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Is order {order} still wanted? Then it counts there; else give it back to the customer. Take back tickets that were printed. Close the case with a note.</source>
      <translation>La commande {order} est-elle encore voulue ? Alors l'argent y compte ; sinon rendez-le au client. Reprenez les billets imprimés. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Is order {successor} still wanted? Give the credit of order {order} back and take it as the payment of order {successor}; else give it to the customer. Then close the case with a note.</source>
      <translation>La commande {successor} est-elle encore voulue ? Rendez l'avoir de la commande {order} et encaissez-le comme paiement de la commande {successor} ; sinon rendez-le au client. Fermez ensuite le cas avec une note.</translation>
    </message>
    <message>
      <source>Is the place free? Give it like any other, then settle it.</source>
      <translation>La place est-elle libre ? Donnez-la comme une autre, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Is the place still free? Give it like any other one; else choose another place with the customer. Take back a paper that was printed. Then close the case with a note.</source>
      <translation>La place est-elle encore libre ? Donnez-la comme une autre ; sinon choisissez une autre place avec le client. Reprenez un papier qui a été imprimé. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>It changed nothing; the order that it was to replace stands as the centre has it.</source>
      <translation>Cela n'a rien changé ; la commande qu'elle devait remplacer est telle que la centrale la connaît.</translation>
    </message>
    <message>
      <source>It could not be exchanged, the money is here.</source>
      <translation>L'échange n'a pas pu se faire, l'argent est là.</translation>
    </message>
    <message>
      <source>It could not be kept any more.</source>
      <translation>Il ne pouvait plus être gardé.</translation>
    </message>
    <message>
      <source>It could not be split, the money is here.</source>
      <translation>Elle n'a pas pu être partagée, l'argent est là.</translation>
    </message>
    <message>
      <source>It counts once: the promise is withdrawn as far as the money was given, and nobody is to give it again.</source>
      <translation>Il compte une fois : la promesse est retirée pour autant que l'argent a été rendu, et personne ne le rend encore.</translation>
    </message>
    <message>
      <source>It had been cancelled elsewhere, and money was handed out.</source>
      <translation>Il avait été annulé ailleurs, et de l'argent a été remis.</translation>
    </message>
    <message>
      <source>It had been cancelled elsewhere, and was paid out twice.</source>
      <translation>Il avait été annulé ailleurs, et a été remboursé deux fois.</translation>
    </message>
    <message>
      <source>It had been cancelled elsewhere.</source>
      <translation>Il avait été annulé ailleurs.</translation>
    </message>
    <message>
      <source>It had been paid elsewhere.</source>
      <translation>Elle avait été payée ailleurs.</translation>
    </message>
    <message>
      <source>It had been refunded elsewhere.</source>
      <translation>Il avait été remboursé ailleurs.</translation>
    </message>
    <message>
      <source>It had been reinstated elsewhere.</source>
      <translation>Il avait été rétabli ailleurs.</translation>
    </message>
    <message>
      <source>It had been replaced before.</source>
      <translation>Il avait déjà été remplacé.</translation>
    </message>
    <message>
      <source>It had been replaced elsewhere.</source>
      <translation>Il avait été remplacé ailleurs.</translation>
    </message>
    <message>
      <source>It had been taken back elsewhere.</source>
      <translation>Elle avait été reprise ailleurs.</translation>
    </message>
    <message>
      <source>It had entered before it was cancelled.</source>
      <translation>Il était entré avant son annulation.</translation>
    </message>
    <message>
      <source>It is cancelled once and its place is free. Both hand-outs stay recorded; what was too much is counted once, with the case of the hand-out.</source>
      <translation>Il est annulé une seule fois et sa place est libre. Les deux remises d'argent restent enregistrées ; ce qui était de trop est compté une fois, avec le cas de la remise.</translation>
    </message>
    <message>
      <source>It is cancelled once and its place is free. The hand-out stays recorded.</source>
      <translation>Il est annulé une fois et sa place est libre. La remise reste enregistrée.</translation>
    </message>
    <message>
      <source>It is cancelled once and its place is free; it is refunded once only.</source>
      <translation>Il est annulé une fois et sa place est libre ; il n'est remboursé qu'une fois.</translation>
    </message>
    <message>
      <source>It is recorded as {method} already. Nothing was changed. Choose the method by which it really came.</source>
      <translation>C'est déjà enregistré comme {method}. Rien n'a été modifié. Choisissez le moyen réellement utilisé.</translation>
    </message>
    <message>
      <source>It no longer waited for its invoice.</source>
      <translation>Elle n'attendait plus sa facture.</translation>
    </message>
    <message>
      <source>It stays used and its place is not sold again. Money that was handed out stays recorded.</source>
      <translation>Il reste utilisé et sa place n'est pas revendue. L'argent remis reste enregistré.</translation>
    </message>
    <message>
      <source>It waited too long for the printer and was given up. Nothing was printed; everything in the book is safe. Print it again where it is still wanted.</source>
      <translation>L'impression a attendu trop longtemps et a été abandonnée. Rien n'a été imprimé ; tout ce que contient le livre est en sûreté. Imprimez-la à nouveau si elle est encore souhaitée.</translation>
    </message>
    <message>
      <source>It was cancelled and let in at the same time.</source>
      <translation>Il a été annulé et admis en même temps.</translation>
    </message>
    <message>
      <source>It was cancelled as unpaid, and had been paid.</source>
      <translation>Annulé comme impayé, mais c'était payé.</translation>
    </message>
    <message>
      <source>It was given back, and is not cancelled.</source>
      <translation>Il a été remboursé et n'est pas annulé.</translation>
    </message>
    <message>
      <source>It was paid here and at its source.</source>
      <translation>Payée ici et aussi à l'origine.</translation>
    </message>
    <message>
      <source>It was paid in part and released.</source>
      <translation>Payée en partie, puis libérée.</translation>
    </message>
    <message>
      <source>It was promised elsewhere, and given here.</source>
      <translation>C'était promis ailleurs, et rendu ici.</translation>
    </message>
    <message>
      <source>It was taken back, but stands at the centre.</source>
      <translation>Elle a été reprise, mais reste valable au centre.</translation>
    </message>
    <message>
      <source>It would end before it starts. Nothing was made. Look at both times.</source>
      <translation>Il finirait avant de commencer. Rien n'a été créé. Regardez les deux heures.</translation>
    </message>
    <message>
      <source>Its credit had been given back elsewhere.</source>
      <translation>Son avoir avait été rendu ailleurs.</translation>
    </message>
    <message>
      <source>Its customer had been erased.</source>
      <translation>Son client avait été effacé.</translation>
    </message>
    <message>
      <source>Its method had been corrected elsewhere.</source>
      <translation>Son moyen avait été corrigé ailleurs.</translation>
    </message>
    <message>
      <source>Its money had been given back elsewhere.</source>
      <translation>Son argent avait été rendu ailleurs.</translation>
    </message>
    <message>
      <source>Its order is not here.</source>
      <translation>Sa commande n'est pas ici.</translation>
    </message>
    <message>
      <source>Its order was refused, money was handed out.</source>
      <translation>Sa commande a été refusée, de l'argent a été remis.</translation>
    </message>
    <message>
      <source>Its order was refused, the money is here.</source>
      <translation>Sa commande a été refusée, l'argent est là.</translation>
    </message>
    <message>
      <source>Its order was refused.</source>
      <translation>Sa commande a été refusée.</translation>
    </message>
    <message>
      <source>Its place has another ticket too.</source>
      <translation>Sa place a aussi un autre billet.</translation>
    </message>
    <message>
      <source>Its refund had been recorded elsewhere.</source>
      <translation>Son remboursement avait été enregistré ailleurs.</translation>
    </message>
    <message>
      <source>Its source cancelled it, with no refund.</source>
      <translation>Annulée à l'origine, sans remboursement.</translation>
    </message>
    <message>
      <source>Its tariff could not be changed, the money is here.</source>
      <translation>Son tarif n'a pas pu être changé, l'argent est là.</translation>
    </message>
    <message>
      <source>Its tariff had been changed elsewhere.</source>
      <translation>Son tarif avait été changé ailleurs.</translation>
    </message>
    <message>
      <source>Its ticket is not here.</source>
      <translation>Son billet n'est pas ici.</translation>
    </message>
    <message>
      <source>Its tickets and its money count as they stand.</source>
      <translation>Ses billets et son argent comptent tels quels.</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>Gardé</translation>
    </message>
    <message>
      <source>Left of what the house keeps ({hold}): {rest}. Nothing was sold. Take fewer, or others.</source>
      <translation>Reste de ce que la maison bloque ({hold}) : {rest}. Rien n'a été vendu. Prenez-en moins, ou d'autres.</translation>
    </message>
    <message>
      <source>Look at the order, tell the customer what stands, and close the case with a note.</source>
      <translation>Regardez la commande, dites au client ce qui vaut, et clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Look at the order, then settle it.</source>
      <translation>Regardez la commande, puis réglez.</translation>
    </message>
    <message>
      <source>Look at the order: does the customer know which refund counts? Was money handed out this time too? Ask for what was too much. Close the case with a note.</source>
      <translation>Regardez la commande : le client sait-il quel remboursement compte ? De l'argent a-t-il été remis cette fois aussi ? Demandez ce qui était de trop. Fermez le cas avec une note.</translation>
    </message>
    <message>
      <source>Look for the order by its customer. Close the case with a note.</source>
      <translation>Cherchez la commande par son client. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Look whether the order shows what the customer wants. Close the case with a note.</source>
      <translation>Vérifiez que la commande montre ce que le client veut. Fermez le cas avec une note.</translation>
    </message>
    <message>
      <source>Look who sits on its place. Close the case with a note.</source>
      <translation>Regardez qui est assis à sa place. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Moyen</translation>
    </message>
    <message>
      <source>Method corrected</source>
      <translation>Moyen corrigé</translation>
    </message>
    <message>
      <source>Money of order {order} was given back of this payment already. Nothing was changed. Correct the refund instead, if it went another way.</source>
      <translation>Une partie de ce paiement de la commande {order} a déjà été remboursée. Rien n'a été modifié. Corrigez plutôt le remboursement, s'il est parti autrement.</translation>
    </message>
    <message>
      <source>Money was given back for ticket {ticket} already. Nothing was changed. It pays for nothing any more.</source>
      <translation>De l’argent a déjà été rendu pour le billet {ticket}. Rien n'a été changé. Il ne paie plus rien.</translation>
    </message>
    <message>
      <source>Money was handed out for order {lost}, which was to replace order {order}; the centre refused that, and there is no order {lost}.</source>
      <translation>De l'argent a été remis pour la commande {lost}, qui devait remplacer la commande {order} ; la centrale l'a refusé, et il n'y a pas de commande {lost}.</translation>
    </message>
    <message>
      <source>Money was handed out for order {lost}, which was to replace order {order}; the centre refused that, and there is no order {lost}. It could be booked on no other one.</source>
      <translation>De l'argent a été remis pour la commande {lost}, qui devait remplacer la commande {order} ; le centre l'a refusé, et il n'y a pas de commande {lost}. Il n'a pu être enregistré sur aucune autre.</translation>
    </message>
    <message>
      <source>Money was handed out for ticket {ticket}, but its cancellation was refused: it is not cancelled.</source>
      <translation>De l'argent a été remis pour le billet {ticket}, mais son annulation a été refusée : il n'est pas annulé.</translation>
    </message>
    <message>
      <source>Money was handed out for ticket {ticket}, for which another desk had promised it.</source>
      <translation>De l'argent a été rendu pour le billet {ticket}, pour lequel un autre guichet l'avait promis.</translation>
    </message>
    <message>
      <source>Money was taken for an exchange of tickets of order {order}, which were to be order {lost}; the centre refused that, and there is no order {lost}.</source>
      <translation>De l'argent a été encaissé pour un échange de billets de la commande {order}, qui devaient être la commande {lost} ; le centre l'a refusé, et il n'y a pas de commande {lost}.</translation>
    </message>
    <message>
      <source>Money was taken for another tariff of ticket {ticket} of order {order}; the centre refused that.</source>
      <translation>De l'argent a été encaissé pour un autre tarif du billet {ticket} de la commande {order} ; le centre l'a refusé.</translation>
    </message>
    <message>
      <source>Money was taken for order {lost}, which was to replace order {order}; the centre refused that, and there is no order {lost}.</source>
      <translation>De l'argent a été encaissé pour la commande {lost}, qui devait remplacer la commande {order} ; la centrale l'a refusé, et la commande {lost} n'existe pas.</translation>
    </message>
    <message>
      <source>Money was taken for order {lost}, which was to replace order {order}; the centre refused that, and there is no order {lost}. It could be booked on no other one.</source>
      <translation>De l'argent a été encaissé pour la commande {lost}, qui devait remplacer la commande {order} ; le centre l'a refusé, et il n'y a pas de commande {lost}. Il n'a pu être enregistré sur aucune autre.</translation>
    </message>
    <message>
      <source>Money was taken for order {order} that was no longer open: it had been paid elsewhere before that, or owed less.</source>
      <translation>De l'argent a été encaissé pour la commande {order} alors qu'il n'était plus dû : elle avait été payée ailleurs auparavant, ou elle devait moins.</translation>
    </message>
    <message>
      <source>Money was taken for tickets of order {order}, which were to be order {lost}; the centre refused that, and there is no order {lost}.</source>
      <translation>De l'argent a été encaissé pour des billets de la commande {order}, qui devaient être la commande {lost} ; le centre l'a refusé, et il n'y a pas de commande {lost}.</translation>
    </message>
    <message>
      <source>More was given back than was paid ({field}).</source>
      <translation>On a rendu plus que ce qui a été payé ({field}).</translation>
    </message>
    <message>
      <source>More was paid than is owed.</source>
      <translation>Payé plus que dû.</translation>
    </message>
    <message>
      <source>More was to be given back than was left.</source>
      <translation>On voulait rendre plus que ce qui restait.</translation>
    </message>
    <message>
      <source>Moved to another place</source>
      <translation>Déplacé</translation>
    </message>
    <message>
      <source>Name or service not known</source>
      <translation>nom inconnu</translation>
    </message>
    <message>
      <source>Network is unreachable</source>
      <translation>réseau injoignable</translation>
    </message>
    <message>
      <source>No closing here has the number {text}. Nothing was changed.</source>
      <translation>Aucune clôture ne porte ici le numéro {text}. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>No desk of this centre is called {text}. Nothing was changed. See `ticketoffice central desks`.</source>
      <translation>Aucun guichet de cette centrale ne s'appelle {text}. Rien n'a été modifié. Voyez `ticketoffice central desks`.</translation>
    </message>
    <message>
      <source>No mail server is set up. Nothing was sent. Tell the customer here.</source>
      <translation>Aucun serveur de messagerie n'est réglé. Rien n'a été envoyé. Informez le client ici.</translation>
    </message>
    <message>
      <source>No other place at the price of ticket {ticket} is free. Nothing was changed. Exchange it for another zone or date.</source>
      <translation>Aucune autre place au prix du billet {ticket} n'est libre. Rien n'a été changé. Échangez-le contre une autre zone ou une autre date.</translation>
    </message>
    <message>
      <source>No performance is on sale here that these tickets could be exchanged for. Nothing was changed. Take in the file with the prices, or cancel the tickets.</source>
      <translation>Aucune représentation n'est en vente ici contre laquelle échanger ces billets. Rien n'a été changé. Importez le fichier avec les prix, ou annulez les billets.</translation>
    </message>
    <message>
      <source>No place was given twice. A ticket that was to be moved or exchanged stands as it was.</source>
      <translation>Aucune place n'a été donnée deux fois. Un billet qui devait être déplacé ou échangé reste tel qu'il était.</translation>
    </message>
    <message>
      <source>No reminder of order {order} is due. Nothing was sent.</source>
      <translation>Aucun rappel n'est dû pour la commande {order}. Rien n'a été envoyé.</translation>
    </message>
    <message>
      <source>No route to host</source>
      <translation>aucun chemin vers la machine</translation>
    </message>
    <message>
      <source>No such device</source>
      <translation>périphérique absent</translation>
    </message>
    <message>
      <source>No such device or address</source>
      <translation>périphérique absent</translation>
    </message>
    <message>
      <source>No such file or directory</source>
      <translation>il n'y est pas</translation>
    </message>
    <message>
      <source>No ticket is chosen. Nothing was sold. Choose at least one.</source>
      <translation>Aucun billet n’est choisi. Rien n'a été vendu. Choisissez-en au moins un.</translation>
    </message>
    <message>
      <source>No ticket of order {order} waits for its money. Nothing was changed.</source>
      <translation>Aucun billet de la commande {order} n'attend son paiement. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>Nobody answers at {address}. Nothing was changed. Check the address and the line, and whether the centre is running.</source>
      <translation>Personne ne répond à {address}. Rien n'a été modifié. Vérifiez l'adresse et la ligne, et si la centrale fonctionne.</translation>
    </message>
    <message>
      <source>Nobody approves their own act. Nothing was changed. Ask a colleague.</source>
      <translation>Personne n'approuve son propre acte. Rien n'a été changé. Demandez à un collègue.</translation>
    </message>
    <message>
      <source>Nobody here is called {name}. Use a name that is in the list of people at the desk.</source>
      <translation>Personne ici ne s'appelle {name}. Utilisez un nom de la liste des personnes au guichet.</translation>
    </message>
    <message>
      <source>Nobody is named. Nothing was changed. Type the holder's name.</source>
      <translation>Personne n’est nommé. Rien n'a été changé. Saisissez le nom du porteur.</translation>
    </message>
    <message>
      <source>Nobody knows whether the card was charged {amount}: do not take the card again. What was sold stays open. Ask the terminal once more, or look at its last receipt and say what it shows.</source>
      <translation>On ne sait pas si la carte a été débitée de {amount} : ne reprenez pas la carte. La vente reste ouverte. Interrogez encore une fois le terminal, ou lisez son dernier reçu et dites ce qu'il indique.</translation>
    </message>
    <message>
      <source>Nobody said how it is paid. Nothing was sold. Choose a method.</source>
      <translation>Le moyen de paiement n’est pas dit. Rien n'a été vendu. Choisissez-en un.</translation>
    </message>
    <message>
      <source>Nobody said which places of zone {zone} are kept. Nothing was kept. Name seats where they are numbered, else how many.</source>
      <translation>On n'a pas dit quelles places de la zone {zone} bloquer. Rien n'a été bloqué. Nommez les sièges s'ils sont numérotés, sinon combien.</translation>
    </message>
    <message>
      <source>Nobody was given this place by that. A ticket that was to be moved or exchanged stands as it was.</source>
      <translation>Personne n'a reçu cette place ainsi. Un billet qui devait être déplacé ou échangé reste tel qu'il était.</translation>
    </message>
    <message>
      <source>Not a directory</source>
      <translation>ce n'est pas un dossier</translation>
    </message>
    <message>
      <source>Not all of these tickets are open in this order. Nothing was changed.</source>
      <translation>Tous ces billets ne sont pas ouverts dans cette commande. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>Not all that lies in the drawer was counted since money moved last. Nothing was changed. Count it.</source>
      <translation>Tout le contenu de la caisse n'a pas été compté depuis le dernier mouvement d'argent. Rien n'a été modifié. Comptez-la.</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Nothing</source>
      <translation>Rien</translation>
    </message>
    <message>
      <source>Nothing here has the number {text}. Nothing was changed. Scan again or type the number.</source>
      <translation>Rien ici ne porte le numéro {text}. Rien n'a été changé. Scannez à nouveau ou saisissez le numéro.</translation>
    </message>
    <message>
      <source>Nothing is known any more of this paper. Nothing was printed. Print it from its order.</source>
      <translation>On ne sait plus rien de ce papier. Rien n'a été imprimé. Imprimez-le depuis sa commande.</translation>
    </message>
    <message>
      <source>Nothing is left to pay for {amount} by {method}: what stands before it pays all. Nothing was sold, no money was booked. Leave it out, or take less before it.</source>
      <translation>Il ne reste rien à payer pour {amount} ({method}) : ce qui précède paie tout. Rien n'a été vendu, aucun paiement n'a été enregistré. Retirez ce paiement, ou encaissez moins avant lui.</translation>
    </message>
    <message>
      <source>Nothing is open here. Nothing was changed.</source>
      <translation>Rien n'est ouvert ici. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>Nothing is owed any more: settle it with a note.</source>
      <translation>Plus rien n'est dû : clore avec une note.</translation>
    </message>
    <message>
      <source>Nothing is owed any more: the money was given back, or counts for places that the order has again.</source>
      <translation>Plus rien n'est dû : l'argent a été rendu, ou compte pour des places que la commande a de nouveau.</translation>
    </message>
    <message>
      <source>Nothing is owed any more: what was too much was given back, or counts for what the order owes since.</source>
      <translation>Rien n'est plus dû : ce qui était de trop a été rendu, ou compte pour ce que la commande doit depuis.</translation>
    </message>
    <message>
      <source>Nothing is too much any more: it was brought back, or was due after all.</source>
      <translation>Plus rien n'est de trop : l'argent a été rapporté, ou était finalement dû.</translation>
    </message>
    <message>
      <source>Nothing of order {order} is to be repeated at its shop. Nothing was changed.</source>
      <translation>Rien de la commande {order} n'est à répéter à sa boutique. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>Nothing would be left. Nothing was changed. Use the deed for the whole order.</source>
      <translation>Il ne resterait rien. Rien n'a été changé. Utilisez l'opération pour toute la commande.</translation>
    </message>
    <message>
      <source>Of order {order} no such ticket is cancelled. Nothing was printed. Cancel it first.</source>
      <translation>Dans la commande {order}, aucun billet de ce genre n'est annulé. Rien n'a été imprimé. Annulez-le d'abord.</translation>
    </message>
    <message>
      <source>On site</source>
      <translation>Sur place</translation>
    </message>
    <message>
      <source>One of the new tickets costs more by its tariff than it is offered for, and a lowered price is not paid with old tickets. Nothing was changed. Look at its price again, or sell it.</source>
      <translation>L'un des nouveaux billets coûte plus selon son tarif qu'il n'est proposé, et un prix réduit ne se paie pas avec d'anciens billets. Rien n'a été modifié. Regardez à nouveau son prix, ou vendez-le.</translation>
    </message>
    <message>
      <source>One order has {most} tickets at most. Nothing was sold, no money was booked. Sell them as several orders.</source>
      <translation>Une commande a au plus {most} billets. Rien n'a été vendu, aucun argent n'a été enregistré. Vendez-les en plusieurs commandes.</translation>
    </message>
    <message>
      <source>One person has this place. Money that was taken is booked as credit of the order.</source>
      <translation>Une seule personne a cette place. L'argent encaissé est un avoir de la commande.</translation>
    </message>
    <message>
      <source>One person has this place; the control point says LOOK for the other ticket.</source>
      <translation>Une seule personne a cette place ; le contrôle dit VÉRIFIEZ pour l'autre billet.</translation>
    </message>
    <message>
      <source>One seat is one ticket, and {seat} was named for several. Nothing was sold. Leave out how many, or the seat.</source>
      <translation>Une place est un billet, et {seat} a été indiquée pour plusieurs. Rien n'a été vendu. Omettez le nombre, ou la place.</translation>
    </message>
    <message>
      <source>One seat was chosen twice. Nothing was sold. Choose another one for one of the tickets.</source>
      <translation>Une place a été choisie deux fois. Rien n'a été vendu. Choisissez-en une autre pour l’un des billets.</translation>
    </message>
    <message>
      <source>Only a reservation to be paid on site is split. Nothing was changed. Take the payment of the whole order.</source>
      <translation>Seule une réservation payable sur place se partage. Rien n'a été changé. Encaissez toute la commande.</translation>
    </message>
    <message>
      <source>Only {left} is open, {amount} is more. Nothing was booked. Type at most {left}.</source>
      <translation>Seuls {left} sont à payer, {amount} est trop. Rien n'a été encaissé. Saisissez au plus {left}.</translation>
    </message>
    <message>
      <source>Open it and do again what is wanted.</source>
      <translation>Ouvrez-la et refaites ce qui est voulu.</translation>
    </message>
    <message>
      <source>Open the order and do again what is still wanted. Take back papers that were given. Then close the case with a note.</source>
      <translation>Ouvrez la commande et refaites ce qui est encore voulu. Reprenez les papiers remis. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Operation not permitted</source>
      <translation>l'opération n'est pas permise</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>Commande</translation>
    </message>
    <message>
      <source>Order {number} has more than {most} tickets, which is the most that one order may have. It was not taken in: divide it in its shop into several orders.</source>
      <translation>La commande {number} a plus de {most} billets, le maximum pour une commande. Elle n'a pas été reprise : répartissez-la dans sa boutique sur plusieurs commandes.</translation>
    </message>
    <message>
      <source>Order {number} is in another currency here. It was not taken in.</source>
      <translation>La commande {number} est ici dans une autre monnaie. Elle n'a pas été reprise.</translation>
    </message>
    <message>
      <source>Order {order} does not wait for an invoice. Its tickets can be cancelled one by one.</source>
      <translation>La commande {order} n'attend pas de facture. Ses billets peuvent être annulés un par un.</translation>
    </message>
    <message>
      <source>Order {order} does not wait for an invoice: only such an order may go in unpaid. Nothing was changed.</source>
      <translation>La commande {order} n'attend pas de facture : seule une telle commande peut donner accès sans être payée. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>Order {order} has changed since it was shown: it is {state} now. Nothing was booked. Look at it and at what is open, then take the payment again.</source>
      <translation>La commande {order} a changé depuis qu'elle est affichée ; son état est maintenant : {state}. Rien n'a été enregistré. Regardez-la, et ce qui reste dû, puis encaissez de nouveau.</translation>
    </message>
    <message>
      <source>Order {order} has no credit: nothing was paid beyond what it owes. Nothing was changed.</source>
      <translation>La commande {order} n'a pas d'avoir : rien n'a été payé de trop. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>Order {order} has no e-mail address. Nothing was sent. Add one, or tell the customer here.</source>
      <translation>La commande {order} n'a pas d'adresse e-mail. Rien n'a été envoyé. Ajoutez-en une, ou informez le client ici.</translation>
    </message>
    <message>
      <source>Order {order} has no such ticket at the centre.</source>
      <translation>La commande {order} n'a pas ce billet à la centrale.</translation>
    </message>
    <message>
      <source>Order {order} has several tickets, or none that is valid. Nothing was changed. Scan the ticket, or type its number.</source>
      <translation>La commande {order} a plusieurs billets, ou aucun de valable. Rien n'a été changé. Scannez le billet, ou saisissez son numéro.</translation>
    </message>
    <message>
      <source>Order {order} is cancelled. Nothing was changed.</source>
      <translation>La commande {order} est annulée. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>Order {order} is cancelled; order {successor} replaces it. Nothing was changed. Go on with that one.</source>
      <translation>La commande {order} est annulée ; la commande {successor} la remplace. Rien n'a été changé. Continuez avec celle-là.</translation>
    </message>
    <message>
      <source>Order {order} is not a sale of this moment any more. Nothing was changed. Cancel its tickets instead.</source>
      <translation>La commande {order} n’est plus une vente de l’instant. Rien n'a été changé. Annulez plutôt ses billets.</translation>
    </message>
    <message>
      <source>Order {order} is not paid yet, so its tickets pay for nothing. Nothing was changed. Take its payment first, or cancel the tickets.</source>
      <translation>La commande {order} n’est pas encore payée : ses billets ne paient rien. Rien n'a été changé. Encaissez-la d’abord, ou annulez les billets.</translation>
    </message>
    <message>
      <source>Order {order} is not paid: its tickets open the gate only once it is. Nothing was printed. Take the payment first.</source>
      <translation>La commande {order} n'est pas payée : ses billets ne donnent accès à la salle qu'une fois payés. Rien n'a été imprimé. Encaissez d'abord le paiement.</translation>
    </message>
    <message>
      <source>Order {order} is not released that way: only a reservation to be paid on site, or an invoice that waits. Nothing was changed. Cancel the order instead.</source>
      <translation>La commande {order} ne se libère pas ainsi : seulement une réservation à payer sur place, ou une facture en attente. Rien n'a été modifié. Annulez plutôt la commande.</translation>
    </message>
    <message>
      <source>Order {order} may go in unpaid; no rule cancels it. Nothing was changed.</source>
      <translation>La commande {order} peut entrer sans avoir payé ; aucune règle ne l'annule. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>Order {order} no longer waited for its invoice when it was changed.</source>
      <translation>La commande {order} n'attendait plus sa facture quand elle a été modifiée.</translation>
    </message>
    <message>
      <source>Order {order} stands like that already. Nothing was changed.</source>
      <translation>La commande {order} est déjà ainsi. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>Order {order} stands twice in this file. The first one is in.</source>
      <translation>La commande {order} se trouve deux fois dans ce fichier. La première a été reprise.</translation>
    </message>
    <message>
      <source>Order {order} was made of another one whose customer had been erased elsewhere before that: it bears no name.</source>
      <translation>La commande {order} a été faite d'une autre dont le client avait été effacé ailleurs auparavant : elle ne porte aucun nom.</translation>
    </message>
    <message>
      <source>Order {order} was paid after it had been cancelled.</source>
      <translation>La commande {order} a été payée après son annulation.</translation>
    </message>
    <message>
      <source>Order {order} was paid after it had been replaced by order {successor}, which still waits for its money.</source>
      <translation>La commande {order} a été payée après avoir été remplacée par la commande {successor}, qui attend encore son argent.</translation>
    </message>
    <message>
      <source>Order {order} was paid twice, here and where it came from.</source>
      <translation>La commande {order} a été payée deux fois, ici et là d'où elle vient.</translation>
    </message>
    <message>
      <source>Order {order} was released although something had been paid.</source>
      <translation>La commande {order} a été libérée alors qu'une partie était payée.</translation>
    </message>
    <message>
      <source>Order {order}: money was handed out that was not due then.</source>
      <translation>Commande {order} : de l'argent a été remis qui n'était alors pas dû.</translation>
    </message>
    <message>
      <source>Order {order}: more was given back than was due.</source>
      <translation>Commande {order} : on a rendu plus que ce qui était dû.</translation>
    </message>
    <message>
      <source>Order {text} has no invoice. Nothing was written.</source>
      <translation>La commande {text} n'a pas de facture. Rien n'a été écrit.</translation>
    </message>
    <message>
      <source>Organiser pays</source>
      <translation>Organisateur</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>Autre</translation>
    </message>
    <message>
      <source>Our error</source>
      <translation>Notre erreur</translation>
    </message>
    <message>
      <source>Paid by</source>
      <translation>Payé par</translation>
    </message>
    <message>
      <source>Paid elsewhere</source>
      <translation>Payé ailleurs</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Paper given out</source>
      <translation>Papier remis</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Paiement</translation>
    </message>
    <message>
      <source>Payment and refund stay recorded by the methods that they had; the customer's account is as it was.</source>
      <translation>Le paiement et le remboursement restent enregistrés par les moyens qu'ils avaient ; le compte du client est tel qu'il était.</translation>
    </message>
    <message>
      <source>Performance</source>
      <translation>Représentation</translation>
    </message>
    <message>
      <source>Performances changed</source>
      <translation>Représentations modifiées</translation>
    </message>
    <message>
      <source>Permission denied</source>
      <translation>l'accès est refusé</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Personne</translation>
    </message>
    <message>
      <source>Person at the desk</source>
      <translation>Personne au guichet</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Téléphone</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Place</translation>
    </message>
    <message>
      <source>Price {price} of zone {zone} has no tariff. Nothing was changed. Name one, like Adult.</source>
      <translation>Le prix {price} de la zone {zone} n'a pas de tarif. Rien n'a été modifié. Nommez-en un, par exemple Adulte.</translation>
    </message>
    <message>
      <source>Printed</source>
      <translation>Imprimé</translation>
    </message>
    <message>
      <source>Promised</source>
      <translation>Promis</translation>
    </message>
    <message>
      <source>Re-issued</source>
      <translation>Refaite</translation>
    </message>
    <message>
      <source>Read-only file system</source>
      <translation>ce disque peut seulement être lu</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Motif</translation>
    </message>
    <message>
      <source>Reason and refund are not recorded yet. Finish the cancellation first.</source>
      <translation>Le motif et le remboursement ne sont pas encore enregistrés. Terminez d'abord l'annulation.</translation>
    </message>
    <message>
      <source>Reason and refund of ticket {ticket} had been recorded elsewhere before that.</source>
      <translation>Le motif et le remboursement du billet {ticket} avaient déjà été enregistrés ailleurs.</translation>
    </message>
    <message>
      <source>Record its refund again, then settle it.</source>
      <translation>Enregistrez de nouveau son remboursement, puis réglez le cas.</translation>
    </message>
    <message>
      <source>Refund it as goodwill, or undo the entry.</source>
      <translation>Geste commercial, ou annulez l'entrée.</translation>
    </message>
    <message>
      <source>Refund it as goodwill, then settle it.</source>
      <translation>Geste commercial, puis réglez.</translation>
    </message>
    <message>
      <source>Refund recorded</source>
      <translation>Remboursement enregistré</translation>
    </message>
    <message>
      <source>Refunds of this desk that are still to be finished or handed out: {names}. The drawer stays open. Finish them, then close.</source>
      <translation>Remboursements de ce guichet encore à terminer ou à remettre : {names}. La caisse reste ouverte. Terminez-les, puis clôturez.</translation>
    </message>
    <message>
      <source>Reinstated</source>
      <translation>Réactivé</translation>
    </message>
    <message>
      <source>Released</source>
      <translation>Libérée</translation>
    </message>
    <message>
      <source>Reminded</source>
      <translation>Rappel envoyé</translation>
    </message>
    <message>
      <source>Renamed</source>
      <translation>Renommé</translation>
    </message>
    <message>
      <source>Repeated at the shop</source>
      <translation>Répété à la boutique</translation>
    </message>
    <message>
      <source>Replaced, old number refused</source>
      <translation>Remplacé, ancien numéro refusé</translation>
    </message>
    <message>
      <source>Rules changed</source>
      <translation>Règles modifiées</translation>
    </message>
    <message>
      <source>Sale taken back</source>
      <translation>Vente reprise</translation>
    </message>
    <message>
      <source>Say back, eticket or missing. Nothing was changed.</source>
      <translation>Dites back, eticket ou missing. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>Say told, email or later. Nothing was changed.</source>
      <translation>Dites told, email ou later. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>Several cases begin with {text}. Nothing was changed. Type more of its digits.</source>
      <translation>Plusieurs cas commencent par {text}. Rien n'a été modifié. Tapez davantage de chiffres.</translation>
    </message>
    <message>
      <source>Several desks are called {name}. Nothing was changed. Name its id: `ticketoffice central desks --json`.</source>
      <translation>Plusieurs guichets s'appellent {name}. Rien n'a été modifié. Indiquez son identifiant : `ticketoffice central desks --json`.</translation>
    </message>
    <message>
      <source>Several fit: {names}. Nothing was changed. Name the method and the amount.</source>
      <translation>Plusieurs correspondent : {names}. Rien n'a été modifié. Indiquez le moyen et le montant.</translation>
    </message>
    <message>
      <source>Several performances on sale are called {name}. Nothing was changed. Name one of them: {names}.</source>
      <translation>Plusieurs représentations en vente s’appellent {name}. Rien n'a été changé. Nommez-en une : {names}.</translation>
    </message>
    <message>
      <source>Show changed</source>
      <translation>Spectacle modifié</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Depuis</translation>
    </message>
    <message>
      <source>Sold</source>
      <translation>Vendu</translation>
    </message>
    <message>
      <source>Some of it is paid in {currency} and some in {other}. Nothing was sold. Sell it as two orders.</source>
      <translation>Une partie se paie en {currency}, l’autre en {other}. Rien n'a été vendu. Vendez en deux commandes.</translation>
    </message>
    <message>
      <source>Somebody else changed it first.</source>
      <translation>Quelqu'un d'autre l'a changée avant.</translation>
    </message>
    <message>
      <source>Somebody else changed order {order} before this arrived at the centre.</source>
      <translation>Quelqu'un d'autre a modifié la commande {order} avant que ceci n'arrive à la centrale.</translation>
    </message>
    <message>
      <source>Somebody else changed ticket {ticket} before what was done here arrived at the centre. Nothing was changed now; money that was taken or handed out stays recorded. Tell the customer what stands, and do nothing more with this ticket until the centre has answered.</source>
      <translation>Quelqu'un d'autre a modifié le billet {ticket} avant que ce qui a été fait ici arrive au centre. Rien n'a été modifié maintenant ; l'argent encaissé ou remis reste enregistré. Dites au client ce qui vaut, et ne faites plus rien avec ce billet avant que le centre ait répondu.</translation>
    </message>
    <message>
      <source>Somebody else had been given its place.</source>
      <translation>Sa place avait été donnée à quelqu'un d'autre.</translation>
    </message>
    <message>
      <source>Somebody entered with ticket {ticket} a second time: {whose}.</source>
      <translation>Quelqu'un est entré une deuxième fois avec le billet {ticket} : {whose}.</translation>
    </message>
    <message>
      <source>Somebody entered with ticket {ticket} at about the time when it was cancelled elsewhere: {whose}. Given back for it: {refunded}.</source>
      <translation>Quelqu'un est entré avec le billet {ticket} à peu près au moment où il était annulé ailleurs : {whose}. Rendu pour lui : {refunded}.</translation>
    </message>
    <message>
      <source>Somebody entered with ticket {ticket}, which was cancelled: {whose}. Given back for it: {refunded}.</source>
      <translation>Quelqu'un est entré avec le billet {ticket}, qui était annulé : {whose}. Rendu pour lui : {refunded}.</translation>
    </message>
    <message>
      <source>Somebody had entered with ticket {ticket} before it was cancelled elsewhere: {whose}. Given back for it: {refunded}.</source>
      <translation>Quelqu'un était entré avec le billet {ticket} avant qu'il soit annulé ailleurs : {whose}. Rendu pour lui : {refunded}.</translation>
    </message>
    <message>
      <source>Something was sold for this card payment already, or it was given back, or it is of another amount. Nothing was sold. Look at the terminal's last receipt, then take the money anew.</source>
      <translation>Ce paiement par carte a déjà servi à une vente, ou il a été remboursé, ou son montant est différent. Rien n'a été vendu. Regardez le dernier reçu du terminal, puis encaissez à nouveau.</translation>
    </message>
    <message>
      <source>Speak to {by} at desk {desk}, who handed it out. What else was promised for this ticket is not to be given as well. Close the case with a note.</source>
      <translation>Parlez à {by} au guichet {desk}, qui l'a remis. Ce qui a été promis d'autre pour ce billet n'est pas à donner en plus. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Speak to {by} at desk {desk}, who handed out the second time, and ask the customer for {given}. Close the case with a note.</source>
      <translation>Parlez à {by} au guichet {desk}, qui a remis la seconde fois, et redemandez {given} au client. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Partagée</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Somme</translation>
    </message>
    <message>
      <source>TWINT</source>
      <translation>TWINT</translation>
    </message>
    <message>
      <source>Take back a ticket that was printed here, and give the customer the one that counts. Close the case with a note.</source>
      <translation>Reprenez un billet imprimé ici et donnez au client celui qui compte. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>Encaissé</translation>
    </message>
    <message>
      <source>Taken in</source>
      <translation>Importée</translation>
    </message>
    <message>
      <source>Tariff changed</source>
      <translation>Tarif changé</translation>
    </message>
    <message>
      <source>Tariff {tariff} goes with {other}, one for each, and there are not so many. Nothing was sold. Add {other}, or take another tariff.</source>
      <translation>Le tarif {tariff} va avec {other}, un pour chacun, et il n'y en a pas autant. Rien n'a été vendu. Ajoutez {other}, ou prenez un autre tarif.</translation>
    </message>
    <message>
      <source>Tariff {tariff} is for {least} tickets or more; these are {count}. Nothing was sold. Take more, or another tariff.</source>
      <translation>Le tarif {tariff} vaut dès {least} billets ; il y en a {count}. Rien n'a été vendu. Prenez-en plus, ou un autre tarif.</translation>
    </message>
    <message>
      <source>Tariff {tariff} of zone {zone} cannot depend on {said}. Nothing was changed. Type from how many tickets on it is, {least} to {most}, or another tariff that it goes with.</source>
      <translation>Le tarif {tariff} de la zone {zone} ne peut pas dépendre de {said}. Rien n'a été changé. Saisissez dès combien de billets il vaut, de {least} à {most}, ou un autre tarif avec lequel il va.</translation>
    </message>
    <message>
      <source>Tariff {tariff} of zone {zone} has no price. Nothing was changed. Type an amount like 30.00.</source>
      <translation>Le tarif {tariff} de la zone {zone} n'a pas de prix. Rien n'a été modifié. Saisissez un montant comme 30.00.</translation>
    </message>
    <message>
      <source>Tell the customer that it was the whole refund.</source>
      <translation>Dites au client que c'était tout le remboursement.</translation>
    </message>
    <message>
      <source>Tell the customer that nothing more comes. Was the transfer made all the same? Then ask for it back. Close the case with a note.</source>
      <translation>Dites au client que rien d'autre ne vient. Le virement a-t-il été fait quand même ? Alors réclamez-le. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Tell the customer what stands, and do nothing more with this ticket until the centre has answered.</source>
      <translation>Dites au client ce qui vaut, et ne faites plus rien avec ce billet avant la réponse de la centrale.</translation>
    </message>
    <message>
      <source>That is there already: {performance}. Nothing was made. Choose another day, or change that one.</source>
      <translation>Elle existe déjà : {performance}. Rien n'a été créé. Choisissez un autre jour, ou changez celle-là.</translation>
    </message>
    <message>
      <source>The barcode of this ticket needs {least} mm and has {size} mm. Nothing was printed. Make it larger in the layout.</source>
      <translation>Le code-barres de ce billet demande {least} mm et n'en a que {size}. Rien n'a été imprimé. Agrandissez-le dans la mise en page.</translation>
    </message>
    <message>
      <source>The book could not be brought up to date. It is as it was. Use the older program and ask for help.</source>
      <translation>Le livre n'a pas pu être mis à jour. Il est comme avant. Utilisez l'ancien programme et demandez de l'aide.</translation>
    </message>
    <message>
      <source>The book is open in another program (process {process}), which syncs it; here it can only be looked at.</source>
      <translation>Le livre est ouvert dans un autre programme (processus {process}), qui le synchronise ; ici on ne peut que le consulter.</translation>
    </message>
    <message>
      <source>The book is open in another program (process {process}). Nothing was changed. Close it there, or use it there.</source>
      <translation>Le livre est ouvert dans un autre programme (processus {process}). Rien n'a été changé. Fermez-le là-bas, ou utilisez-le là-bas.</translation>
    </message>
    <message>
      <source>The book stands again as it was on {when}, and nothing came after that; new numbers begin with {letter}.</source>
      <translation>Le livre est de nouveau tel qu'il était le {when}, et rien n'est venu après ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>The book stands again as it was on {when}, and nothing was done since a copy last took its place; new numbers begin with {letter}.</source>
      <translation>Le livre est de nouveau tel qu'il était le {when}, et rien n'a été fait depuis qu'une copie a pris sa place ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>The book stands again as it was on {when}: {missing} operation that came after is not in it, so enter it again from papers and receipts, or look for it in the former file; new numbers begin with {letter}.</source>
      <translation>Le livre est de nouveau tel qu'il était le {when} : {missing} opération venue après n'y est pas, ressaisissez-la d'après les papiers et les reçus, ou cherchez-la dans l'ancien fichier ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>The book stands again as it was on {when}: {missing} operation that came after is not in it, so enter it again from papers and receipts; new numbers begin with {letter}.</source>
      <translation>Le livre est de nouveau tel qu'il était le {when} : {missing} opération venue après n'y est pas, ressaisissez-la d'après les papiers et les reçus ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>The book stands again as it was on {when}: {missing} operations that came after are not in it, so enter them again from papers and receipts, or look for them in the former file; new numbers begin with {letter}.</source>
      <translation>Le livre est de nouveau tel qu'il était le {when} : {missing} opérations venues après n'y sont pas, ressaisissez-les d'après les papiers et les reçus, ou cherchez-les dans l'ancien fichier ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>The book stands again as it was on {when}: {missing} operations that came after are not in it, so enter them again from papers and receipts; new numbers begin with {letter}.</source>
      <translation>Le livre est de nouveau tel qu'il était le {when} : {missing} opérations venues après n'y sont pas, ressaisissez-les d'après les papiers et les reçus ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>The book stands again as it was on {when}; how much came after that cannot be counted, so look through papers and receipts from then on; new numbers begin with {letter}.</source>
      <translation>Le livre est de nouveau tel qu'il était le {when} ; ce qui est venu après ne peut pas être compté, parcourez donc les papiers et les reçus depuis lors ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>The book stands again as it was on {when}; whether anything came after that is not known, since this machine has no note of how far the book had come, so look through papers and receipts from then on; new numbers begin with {letter}.</source>
      <translation>Le livre est de nouveau tel qu'il était le {when} ; on ne sait pas si quelque chose est venu après, car cette machine n'a pas noté jusqu'où le livre était allé, parcourez donc les papiers et les reçus depuis lors ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>The book {book} is whole, and nothing in it came after the copy, whose last operation was made {when}. Nothing was changed. With --replace the copy takes its place, and this file is kept aside.</source>
      <translation>Le livre {book} est intact, et rien n'y est postérieur à la copie, dont la dernière opération a été faite {when}. Rien n'a été modifié. Avec --replace, la copie prend sa place et ce fichier est gardé à part.</translation>
    </message>
    <message>
      <source>The book {book} is whole, and {missing} operation in it came after the copy, whose last one was made {when}: it would be lost. Nothing was changed. With --replace the copy takes its place, and this file is kept aside.</source>
      <translation>Le livre {book} est intact, et {missing} opération y est postérieure à la copie, dont la dernière a été faite {when} : elle serait perdue. Rien n'a été modifié. Avec --replace, la copie prend sa place et ce fichier est gardé à part.</translation>
    </message>
    <message>
      <source>The book {book} is whole, and {missing} operations in it came after the copy, whose last one was made {when}: they would be lost. Nothing was changed. With --replace the copy takes its place, and this file is kept aside.</source>
      <translation>Le livre {book} est intact, et {missing} opérations y sont postérieures à la copie, dont la dernière a été faite {when} : elles seraient perdues. Rien n'a été modifié. Avec --replace, la copie prend sa place et ce fichier est gardé à part.</translation>
    </message>
    <message>
      <source>The book's file or its folder can only be read. Nothing of this was written; everything in it is safe. Allow writing there, or move the book to a disk that can be written.</source>
      <translation>Le fichier du livre ou son dossier peut seulement être lu. Rien de ceci n'a été écrit ; tout ce qu'il contient est en sûreté. Autorisez l'écriture à cet endroit, ou déplacez le livre sur un disque où l'on peut écrire.</translation>
    </message>
    <message>
      <source>The cancellation can no longer be taken back ({why}). Nothing was changed. Reinstate makes a new number on the same place.</source>
      <translation>L'annulation ne peut plus être reprise ({why}). Rien n'a été changé. Réactiver crée un nouveau numéro à la même place.</translation>
    </message>
    <message>
      <source>The cancellation stands; the entry is recorded beside it.</source>
      <translation>L'annulation vaut ; l'entrée est enregistrée à côté.</translation>
    </message>
    <message>
      <source>The cancellation stands; the money is booked as credit of the order.</source>
      <translation>L'annulation reste ; l'argent est compté comme avoir de la commande.</translation>
    </message>
    <message>
      <source>The cancellation was accepted before the entry was heard of: it stands, and the entry is recorded beside it.</source>
      <translation>L'annulation a été acceptée avant que l'entrée soit connue : elle tient, et l'entrée est notée à côté.</translation>
    </message>
    <message>
      <source>The card payment of {amount} before this one was charged, and nothing was sold for it. Nothing was charged now. Use it for this cart, or give it back at the terminal.</source>
      <translation>Le paiement par carte de {amount} avant celui-ci a été débité, et rien n'a été vendu pour lui. Rien n'a été débité maintenant. Utilisez-le pour ce panier, ou remboursez-le au terminal.</translation>
    </message>
    <message>
      <source>The card payment of {amount} before this one was not charged. Nothing was charged now either. Press again to take this one.</source>
      <translation>Le paiement par carte de {amount} avant celui-ci n'a pas été débité. Rien n'a été débité maintenant non plus. Appuyez encore une fois pour encaisser celui-ci.</translation>
    </message>
    <message>
      <source>The card terminal does not answer ({name}). Nothing was charged. Look whether it is on and at the network, or take another method.</source>
      <translation>Le terminal de paiement ne répond pas ({name}). Rien n'a été débité. Vérifiez qu'il est allumé et relié au réseau, ou prenez un autre moyen de paiement.</translation>
    </message>
    <message>
      <source>The card terminal is at another payment. Nothing was charged for this one. Wait until it has ended.</source>
      <translation>Le terminal traite un autre paiement. Rien n'a été débité pour celui-ci. Attendez qu'il soit terminé.</translation>
    </message>
    <message>
      <source>The card was not charged. Ask for another card, or take another method.</source>
      <translation>La carte n'a pas été débitée. Demandez une autre carte ou prenez un autre moyen de paiement.</translation>
    </message>
    <message>
      <source>The centre cannot be reached. Everything is saved here and goes on; it is sent when the line is back.</source>
      <translation>La centrale est injoignable. Tout est enregistré ici et le travail continue ; l'envoi se fera au retour du réseau.</translation>
    </message>
    <message>
      <source>The centre cannot listen at {address} ({why}). Nothing was changed. Choose another --address or --port.</source>
      <translation>La centrale ne peut pas écouter sur {address} ({why}). Rien n'a été modifié. Choisissez un autre --address ou --port.</translation>
    </message>
    <message>
      <source>The centre did not confirm it ({why}). It is recorded here and goes there when the line is back. Hand nothing out before the order says that it was accepted.</source>
      <translation>Le centre n’a pas confirmé ({why}). C’est enregistré ici et partira au retour de la ligne. Ne remettez rien avant que la commande dise que c’est accepté.</translation>
    </message>
    <message>
      <source>The centre did not confirm the sale ({why}). It is taken back: hand nothing out, and give back what was paid.</source>
      <translation>Le centre n’a pas confirmé la vente ({why}). Elle est reprise : ne remettez rien, et rendez ce qui a été payé.</translation>
    </message>
    <message>
      <source>The centre does not answer ({why}), and this desk sells nothing that the centre does not keep for it. Nothing was sold. Sell again when the line is back.</source>
      <translation>Le centre ne répond pas ({why}), et ce guichet ne vend rien que le centre ne lui garde. Rien n'a été vendu. Vendez de nouveau quand la ligne est revenue.</translation>
    </message>
    <message>
      <source>The centre does not know the order that this was about.</source>
      <translation>La centrale ne connaît pas la commande concernée.</translation>
    </message>
    <message>
      <source>The centre does not know this book's beginning. Everything is saved here; nothing is sent. Ask whoever runs the centre.</source>
      <translation>La centrale ne connaît pas le début de ce livre. Tout est enregistré ici ; rien n'est envoyé. Adressez-vous au responsable de la centrale.</translation>
    </message>
    <message>
      <source>The centre does not know this desk any more. Everything is saved here; nothing is sent. Ask whoever runs the centre for a new code and join again.</source>
      <translation>La centrale ne connaît plus ce guichet. Tout est enregistré ici ; rien n'est envoyé. Demandez un nouveau code au responsable de la centrale et rattachez-vous de nouveau.</translation>
    </message>
    <message>
      <source>The centre does not know this desk. Everything is saved here; nothing is sent. Ask whoever runs the centre.</source>
      <translation>La centrale ne connaît pas ce guichet. Tout est enregistré ici ; rien n'est envoyé. Adressez-vous au responsable de la centrale.</translation>
    </message>
    <message>
      <source>The centre has something else in the place of an operation of this desk: another machine works with its key. Everything is saved here. Ask whoever runs the centre for a new code and join again.</source>
      <translation>La centrale a autre chose à la place d'une opération de ce guichet : une autre machine travaille avec sa clé. Tout est enregistré ici. Demandez un nouveau code au responsable de la centrale et rattachez ce guichet.</translation>
    </message>
    <message>
      <source>The centre is not answering, or is in trouble. Everything is saved here and goes on; it is asked again by itself.</source>
      <translation>La centrale ne répond pas, ou elle est en difficulté. Tout est enregistré ici et continue ; une nouvelle tentative suivra d'elle-même.</translation>
    </message>
    <message>
      <source>The centre misses operations of this desk. Everything is saved here; it is sent again by itself.</source>
      <translation>Il manque à la centrale des opérations de ce guichet. Tout est enregistré ici ; l'envoi reprend de lui-même.</translation>
    </message>
    <message>
      <source>The centre needs a newer version of this program. Everything is saved here. Update this program.</source>
      <translation>La centrale demande une version plus récente de ce programme. Tout est enregistré ici. Mettez ce programme à jour.</translation>
    </message>
    <message>
      <source>The centre refused it: {said} The old ticket is valid as before. Hand nothing out; what was paid now is credit of its order: give it back.</source>
      <translation>Le centre a refusé : {said} L’ancien billet reste valable. Ne remettez rien ; ce qui a été payé maintenant est un avoir de sa commande : rendez-le.</translation>
    </message>
    <message>
      <source>The centre refused the sale: {said} It is taken back: hand nothing out, and give back what was paid.</source>
      <translation>Le centre a refusé la vente : {said} Elle est reprise : ne remettez rien, et rendez ce qui a été payé.</translation>
    </message>
    <message>
      <source>The centre refused what was done with order {order}.</source>
      <translation>La centrale a refusé ce qui a été fait avec la commande {order}.</translation>
    </message>
    <message>
      <source>The centre refused what was done. It is about no order.</source>
      <translation>La centrale a refusé ce qui a été fait. Cela ne concerne aucune commande.</translation>
    </message>
    <message>
      <source>The centre tells customers by e-mail, once for each cancellation that was finished so. Nothing was sent. Tell the customer here.</source>
      <translation>La centrale informe les clients par e-mail, une fois pour chaque annulation terminée ainsi. Rien n'a été envoyé. Informez le client ici.</translation>
    </message>
    <message>
      <source>The centre tells nobody by e-mail: it has no mail server, or was not reached yet. Nothing was sent. Tell the customer here.</source>
      <translation>La centrale n'informe personne par e-mail : elle n'a pas de serveur de messagerie, ou n'a pas encore été jointe. Rien n'a été envoyé. Informez le client ici.</translation>
    </message>
    <message>
      <source>The centre was put back to an earlier state. Nothing is lost: what this desk had sent since is sent again by itself, and what other desks did comes back when they have sent it again.</source>
      <translation>La centrale a été ramenée à un état antérieur. Rien n'est perdu : ce que ce guichet avait envoyé depuis est renvoyé de lui-même, et ce que d'autres guichets ont fait revient quand ils l'ont renvoyé.</translation>
    </message>
    <message>
      <source>The centre's book stands again as it was on {when}. What desks had sent since is not in it, and how much that is cannot be known here: they send it again by themselves when they next reach the centre.</source>
      <translation>Le livre de la centrale est de nouveau tel qu'il était le {when}. Ce que les guichets avaient envoyé depuis n'y est pas, et combien, on ne peut pas le savoir ici : ils le renvoient d'eux-mêmes dès qu'ils atteignent la centrale.</translation>
    </message>
    <message>
      <source>The certificate in {name} cannot be used. Nothing was changed. Name PEM files that belong together.</source>
      <translation>Le certificat de {name} est inutilisable. Rien n'a été modifié. Indiquez des fichiers PEM qui vont ensemble.</translation>
    </message>
    <message>
      <source>The clocks of this computer and of the centre are {count} days apart. Everything is saved and sent all the same, with the time that this computer shows. Compare both with a watch, and set the one that is wrong.</source>
      <translation>L'horloge de cet ordinateur et celle de la centrale ont {count} jours d'écart. Tout est quand même enregistré et envoyé, avec l'heure que montre cet ordinateur. Comparez les deux avec une montre et réglez celle qui est fausse.</translation>
    </message>
    <message>
      <source>The clocks of this computer and of the centre are {count} h apart. Everything is saved and sent all the same, with the time that this computer shows. Compare both with a watch, and set the one that is wrong.</source>
      <translation>L'horloge de cet ordinateur et celle de la centrale ont {count} h d'écart. Tout est quand même enregistré et envoyé, avec l'heure que montre cet ordinateur. Comparez les deux avec une montre et réglez celle qui est fausse.</translation>
    </message>
    <message>
      <source>The clocks of this computer and of the centre are {count} min apart. Everything is saved and sent all the same, with the time that this computer shows. Compare both with a watch, and set the one that is wrong.</source>
      <translation>L'horloge de cet ordinateur et celle de la centrale ont {count} min d'écart. Tout est quand même enregistré et envoyé, avec l'heure que montre cet ordinateur. Comparez les deux avec une montre et réglez celle qui est fausse.</translation>
    </message>
    <message>
      <source>The computer clock is {count} days behind the last operation of this book. Compare it with a watch: set it where it is slow; where it was fast then, go on.</source>
      <translation>L'horloge de l'ordinateur retarde de {count} jours sur la dernière opération de ce livre. Comparez-la à une montre : réglez-la si elle retarde ; si elle avançait alors, continuez.</translation>
    </message>
    <message>
      <source>The computer clock is {count} h behind the last operation of this book. Compare it with a watch: set it where it is slow; where it was fast then, go on.</source>
      <translation>L'horloge de l'ordinateur retarde de {count} h sur la dernière opération de ce livre. Comparez-la à une montre : réglez-la si elle retarde ; si elle avançait alors, continuez.</translation>
    </message>
    <message>
      <source>The computer clock is {count} min behind the last operation of this book. Compare it with a watch: set it where it is slow; where it was fast then, go on.</source>
      <translation>L'horloge de l'ordinateur retarde de {count} min sur la dernière opération de ce livre. Comparez-la à une montre : réglez-la si elle retarde ; si elle avançait alors, continuez.</translation>
    </message>
    <message>
      <source>The copy {name} is damaged. Nothing was changed. Take the copy before it.</source>
      <translation>La copie {name} est endommagée. Rien n'a été modifié. Prenez la copie précédente.</translation>
    </message>
    <message>
      <source>The copy {name} was changed beside its journal. Nothing was changed here. Take the copy before it; --as-it-is puts it in place all the same.</source>
      <translation>La copie {name} a été modifiée en dehors de son journal. Rien n'a été modifié ici. Prenez la copie précédente ; --as-it-is la met en place malgré tout.</translation>
    </message>
    <message>
      <source>The correction that arrived first counts, in the drawer and in the takings. The amount and the customer's account are as they were.</source>
      <translation>La correction arrivée en premier compte, dans la caisse et dans les recettes. Le montant et le compte du client sont tels qu'ils étaient.</translation>
    </message>
    <message>
      <source>The cover of the printer {name} is open. Nothing was printed; everything in the book is safe. Close it, then print again.</source>
      <translation>Le capot de l'imprimante {name} est ouvert. Rien n'a été imprimé ; tout ce que contient le livre est en sûreté. Fermez-le, puis imprimez à nouveau.</translation>
    </message>
    <message>
      <source>The credit of order {order} had been given back elsewhere before that, or counted for something else.</source>
      <translation>L'avoir de la commande {order} avait déjà été rendu ailleurs, ou comptait pour autre chose.</translation>
    </message>
    <message>
      <source>The currency {currency} is not counted here: {currencies}. Nothing was changed.</source>
      <translation>La monnaie {currency} ne se compte pas ici : {currencies}. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>The customer had been erased.</source>
      <translation>Le client avait été effacé.</translation>
    </message>
    <message>
      <source>The customer of order {order} had been erased elsewhere before that.</source>
      <translation>Le client de la commande {order} avait été effacé ailleurs auparavant.</translation>
    </message>
    <message>
      <source>The customer was told by e-mail {when}. Nothing was sent again.</source>
      <translation>Le client a été informé par e-mail {when}. Rien n'a été renvoyé.</translation>
    </message>
    <message>
      <source>The database does not answer. Nothing of this was written. Try again.</source>
      <translation>La base de données ne répond pas. Rien de ceci n'a été écrit. Réessayez.</translation>
    </message>
    <message>
      <source>The database stopped answering at the last moment. It was done whole or not at all: look at the order before you do it again.</source>
      <translation>La base de données s'est tue au dernier moment. Tout a été fait ou rien du tout : regardez la commande avant de recommencer.</translation>
    </message>
    <message>
      <source>The desks sell this performance no longer: their sale ended {when}. Nothing was sold.</source>
      <translation>Les guichets ne vendent plus cette représentation : leur vente s’est terminée {when}. Rien n'a été vendu.</translation>
    </message>
    <message>
      <source>The disk is full. Nothing of this was written; everything before is safe. Free some space and try again.</source>
      <translation>Le disque est plein. Rien de ceci n'a été écrit ; tout ce qui précède est en sûreté. Libérez de la place et réessayez.</translation>
    </message>
    <message>
      <source>The disk is full. What is counted of {name} is in, the rest is not. Make room and import the file again.</source>
      <translation>Le disque est plein. Ce qui est compté de {name} est repris, le reste non. Faites de la place et reprenez le fichier.</translation>
    </message>
    <message>
      <source>The drawer differs by {amount}. It stays open. Say why, then close it.</source>
      <translation>La caisse a un écart de {amount}. Elle reste ouverte. Dites pourquoi, puis clôturez-la.</translation>
    </message>
    <message>
      <source>The drawer of this desk is not open. Nothing was changed; cash that was taken is in the figures all the same. Open it with its float.</source>
      <translation>La caisse de ce guichet n'est pas ouverte. Rien n'a été modifié ; les espèces encaissées sont de toute façon dans les chiffres. Ouvrez-la avec son fonds de caisse.</translation>
    </message>
    <message>
      <source>The drawer opens by itself with the next cash. Nothing was sent. To open it without a sale, do so on the page Cash, where it is noted.</source>
      <translation>Le tiroir-caisse s'ouvre de lui-même avec les prochaines espèces. Rien n'a été envoyé. Pour l'ouvrir sans vente, faites-le à la page Caisse, où c'est noté.</translation>
    </message>
    <message>
      <source>The drawer was counted twice. Nothing was changed. Close it as it was counted, with the reason of the difference.</source>
      <translation>La caisse a été comptée deux fois. Rien n'a été modifié. Clôturez-la telle que comptée, avec le motif de l'écart.</translation>
    </message>
    <message>
      <source>The drawer was opened {when} and not closed. Its money is in the figures. Count and close it.</source>
      <translation>La caisse a été ouverte {when} et n'a pas été clôturée. Son argent est dans les chiffres. Comptez-la et clôturez-la.</translation>
    </message>
    <message>
      <source>The drawer was opened {when} by {by} and is still open. Nothing was changed. Count and close it first.</source>
      <translation>La caisse a été ouverte {when} par {by} et l'est encore. Rien n'a été modifié. Comptez-la et clôturez-la d'abord.</translation>
    </message>
    <message>
      <source>The file ends in the middle of an order; what came before it is in.</source>
      <translation>Le fichier s'arrête au milieu d'une commande ; ce qui précède est repris.</translation>
    </message>
    <message>
      <source>The file is no list of orders.</source>
      <translation>Le fichier n'est pas une liste de commandes.</translation>
    </message>
    <message>
      <source>The file of this book is damaged. Nothing was changed. Do not work on in it: close the program and put the newest copy in its place with `ticketoffice restore COPY`, which keeps this file aside.</source>
      <translation>Le fichier de ce livre est abîmé. Rien n'a été changé. Ne continuez pas à y travailler : fermez le programme et mettez la copie la plus récente à sa place avec `ticketoffice restore COPIE`, qui garde ce fichier à côté.</translation>
    </message>
    <message>
      <source>The file of this book is no longer at {book}: it was moved, renamed or deleted. Nothing of this was written; what was done before is in that file and in {book}-wal. Close the program, put the file or its newest copy back in its place, and open it again.</source>
      <translation>Le fichier de ce livre n'est plus à {book} : il a été déplacé, renommé ou supprimé. Rien de ceci n'a été écrit ; ce qui a été fait avant se trouve dans ce fichier et dans {book}-wal. Fermez le programme, remettez le fichier ou sa copie la plus récente à sa place, puis rouvrez-le.</translation>
    </message>
    <message>
      <source>The file {book} has two names (a hard link). Nothing was changed: each name would keep its own last operations. Delete the name that nobody uses, then open the other one.</source>
      <translation>Le fichier {book} a deux noms (un lien physique). Rien n'a été modifié : chaque nom garderait ses propres dernières opérations. Supprimez le nom que personne n'utilise, puis ouvrez l'autre.</translation>
    </message>
    <message>
      <source>The hand-out is booked on the order that it was to replace: only what is left of its credit is still owed.</source>
      <translation>La remise est enregistrée sur la commande qu'elle devait remplacer : seul le reste de son avoir est encore dû.</translation>
    </message>
    <message>
      <source>The hand-out stays recorded with this case; nothing more is to be given back for it.</source>
      <translation>La remise reste enregistrée avec ce cas ; rien d'autre n'est à rendre pour elle.</translation>
    </message>
    <message>
      <source>The hand-out stays recorded; it takes nothing from the other tickets of the order.</source>
      <translation>La remise reste enregistrée ; elle n'enlève rien aux autres billets de la commande.</translation>
    </message>
    <message>
      <source>The house does not keep its place any more.</source>
      <translation>La maison ne bloque plus sa place.</translation>
    </message>
    <message>
      <source>The house had no such place left.</source>
      <translation>La maison n'avait plus de telle place.</translation>
    </message>
    <message>
      <source>The house keeps its place.</source>
      <translation>La maison bloque sa place.</translation>
    </message>
    <message>
      <source>The house keeps no such places any more. Nothing was sold. Choose again.</source>
      <translation>La maison ne bloque plus ces places. Rien n'a été vendu. Choisissez à nouveau.</translation>
    </message>
    <message>
      <source>The house keeps nothing called {hold} here. Nothing was changed. It keeps: {names}.</source>
      <translation>La maison ne bloque rien ici sous le nom {hold}. Rien n'a été changé. Elle bloque : {names}.</translation>
    </message>
    <message>
      <source>The house keeps places of these kinds: {names}; {kind} is none. Nothing was kept. Choose one of them.</source>
      <translation>La maison bloque des places de ces genres : {names} ; {kind} n'en est pas un. Rien n'a été bloqué. Choisissez l'un d'eux.</translation>
    </message>
    <message>
      <source>The house keeps several things called {hold} here. Nothing was changed. Name one of them: {names}.</source>
      <translation>La maison bloque ici plusieurs choses sous le nom {hold}. Rien n'a été changé. Nommez l'une d'elles : {names}.</translation>
    </message>
    <message>
      <source>The house still has this place. A ticket that was to be moved or exchanged stands as it was.</source>
      <translation>La maison a toujours cette place. Un billet qui devait être déplacé ou échangé reste tel qu'il était.</translation>
    </message>
    <message>
      <source>The item {value} is not in the items file.</source>
      <translation>L'article {value} n'est pas dans le fichier des articles.</translation>
    </message>
    <message>
      <source>The journal of this desk does not fit to what the centre has; it takes nothing more from it. Everything is saved here. Ask whoever runs the centre.</source>
      <translation>Le journal de ce guichet ne correspond pas à ce qu'a la centrale ; elle n'accepte plus rien de lui. Tout est enregistré ici. Adressez-vous au responsable de la centrale.</translation>
    </message>
    <message>
      <source>The key of this book is with another process over the same database. Nothing was written. Give all of them the same keys folder.</source>
      <translation>La clé de ce livre est auprès d'un autre processus sur la même base de données. Rien n'a été écrit. Donnez à tous le même dossier de clés.</translation>
    </message>
    <message>
      <source>The key of this book was not on this machine and was made anew. Nothing is missing; new numbers begin with {letter}. Nothing needs to be done.</source>
      <translation>La clé de ce livre n'était pas sur cette machine et a été refaite. Rien ne manque ; les nouveaux numéros commencent par {letter}. Rien n'est à faire.</translation>
    </message>
    <message>
      <source>The layout file {layout} cannot be read. Nothing was printed. Mend it, or take it away: then the layout that came with the program counts.</source>
      <translation>Le fichier de mise en page {layout} ne peut pas être lu. Rien n'a été imprimé. Corrigez-le ou retirez-le : la mise en page fournie avec le programme vaut alors.</translation>
    </message>
    <message>
      <source>The layout {layout} asks for {field}, which no ticket has. Nothing was printed. A ticket has: {fields}.</source>
      <translation>La mise en page {layout} demande {field}, qu'aucun billet n'a. Rien n'a été imprimé. Un billet a : {fields}.</translation>
    </message>
    <message>
      <source>The layout {layout} has no {field}, which each ticket must show. Nothing was printed. Give it a place.</source>
      <translation>Dans la mise en page {layout}, il manque {field}, que chaque billet doit montrer. Rien n'a été imprimé. Donnez-lui une place.</translation>
    </message>
    <message>
      <source>The layout {layout} is not for {format}, but for {formats}. Nothing was printed. Choose another one, or another format.</source>
      <translation>La mise en page {layout} n'est pas faite pour {format}, mais pour {formats}. Rien n'a été imprimé. Choisissez-en une autre, ou un autre format.</translation>
    </message>
    <message>
      <source>The line to the printer {name} broke while it was printing ({why}). Everything in the book is safe. Look whether the paper came out whole; if not, print it again.</source>
      <translation>La liaison avec l'imprimante {name} s'est coupée pendant l'impression ({why}). Tout ce que contient le livre est en sûreté. Regardez si le papier est sorti en entier ; sinon, imprimez-le encore une fois.</translation>
    </message>
    <message>
      <source>The mail server did not take the message. It is tried again by itself.</source>
      <translation>Le serveur de messagerie n'a pas pris le message. Un nouvel essai se fait tout seul.</translation>
    </message>
    <message>
      <source>The mail server refuses this address ({why}). Nothing was sent. Correct it, or tell the customer here.</source>
      <translation>Le serveur de messagerie refuse cette adresse ({why}). Rien n'a été envoyé. Corrigez-la, ou informez le client ici.</translation>
    </message>
    <message>
      <source>The method of a payment of order {order} was to be corrected, but money of it had been given back elsewhere before that.</source>
      <translation>Le moyen d'un paiement de la commande {order} devait être corrigé, mais de l'argent en avait déjà été rendu ailleurs.</translation>
    </message>
    <message>
      <source>The method of money of order {order} was to be corrected, but this money had been corrected elsewhere before that.</source>
      <translation>Le moyen d'un montant de la commande {order} devait être corrigé, mais ce montant avait déjà été corrigé ailleurs.</translation>
    </message>
    <message>
      <source>The method {method} is not used here: {methods}.</source>
      <translation>Le moyen {method} n'est pas utilisé ici : {methods}.</translation>
    </message>
    <message>
      <source>The money came for an order that was replaced.</source>
      <translation>L'argent est venu pour une commande qui a été remplacée.</translation>
    </message>
    <message>
      <source>The money came too late.</source>
      <translation>Paiement arrivé trop tard.</translation>
    </message>
    <message>
      <source>The money is booked as credit of the order that was replaced.</source>
      <translation>L'argent est enregistré comme avoir de la commande remplacée.</translation>
    </message>
    <message>
      <source>The money is booked as credit of the order.</source>
      <translation>L'argent est un avoir de la commande.</translation>
    </message>
    <message>
      <source>The money is booked on the order that it was to replace: what that does not owe is its credit.</source>
      <translation>L'argent est enregistré sur la commande qu'elle devait remplacer : ce que celle-ci ne doit pas est son avoir.</translation>
    </message>
    <message>
      <source>The money is booked on the order that was to be split: what that does not owe is its credit.</source>
      <translation>L'argent est enregistré sur la commande qui devait être partagée : ce que celle-ci ne doit pas est son avoir.</translation>
    </message>
    <message>
      <source>The money of order {order} has changed meanwhile. Nothing was changed by this. Look at its payments again.</source>
      <translation>L'argent de la commande {order} a changé entre-temps. Rien n'a été modifié par ceci. Regardez à nouveau ses paiements.</translation>
    </message>
    <message>
      <source>The note is {length} characters long; {most} is the most. Nothing was written. Make it shorter.</source>
      <translation>La note a {length} caractères ; {most} au maximum. Rien n'a été écrit. Raccourcissez-la.</translation>
    </message>
    <message>
      <source>The old tickets stand as their order shows them. The money is booked there: what it does not owe is its credit.</source>
      <translation>Les anciens billets sont tels que leur commande les montre. L'argent y est enregistré : ce qu'elle ne doit pas est son avoir.</translation>
    </message>
    <message>
      <source>The order number {number} belongs to another order here (source {source}). It was not taken in.</source>
      <translation>Le numéro de commande {number} appartient ici à une autre commande (source {source}). Elle n'a pas été reprise.</translation>
    </message>
    <message>
      <source>The order stands as it was. Money that was handed out stays recorded.</source>
      <translation>La commande reste comme elle était. L'argent remis reste enregistré.</translation>
    </message>
    <message>
      <source>The order stands as the centre has it. Money that was taken or handed out here stays recorded. The centre still has to say no.</source>
      <translation>La commande vaut telle que la centrale l'a. L'argent encaissé ou remis ici reste enregistré. Le refus de la centrale est encore à venir.</translation>
    </message>
    <message>
      <source>The order stands as the centre has it. Money that was taken or handed out stays recorded.</source>
      <translation>La commande vaut telle que la centrale l'a. L'argent encaissé ou remis reste enregistré.</translation>
    </message>
    <message>
      <source>The order stands as the centre has it; the new order that was made is gone.</source>
      <translation>La commande vaut telle que la centrale l'a ; la nouvelle commande n'existe plus.</translation>
    </message>
    <message>
      <source>The order stands with its tickets and its payment, as the centre has it. Money that the desk gave back is not booked.</source>
      <translation>La commande reste avec ses billets et son paiement, telle que le centre l'a. L'argent que le guichet a rendu n'est pas enregistré.</translation>
    </message>
    <message>
      <source>The payment stays recorded with this case; it counts for no order.</source>
      <translation>Le paiement reste enregistré avec ce cas ; il ne compte pour aucune commande.</translation>
    </message>
    <message>
      <source>The performance is over. Its tickets are no longer cancelled; only a goodwill refund is possible.</source>
      <translation>La représentation est terminée. Ses billets ne s'annulent plus ; seul un geste commercial est possible.</translation>
    </message>
    <message>
      <source>The performance was over when this arrived at the centre.</source>
      <translation>La représentation était terminée quand ceci est arrivé à la centrale.</translation>
    </message>
    <message>
      <source>The performance was over when this arrived at the centre. Nothing is left to give back for it.</source>
      <translation>La représentation était terminée quand cela est arrivé au centre. Il ne reste rien à rendre pour elle.</translation>
    </message>
    <message>
      <source>The performance was over.</source>
      <translation>La représentation était finie.</translation>
    </message>
    <message>
      <source>The performance {value} is not in the files beside the orders.</source>
      <translation>La représentation {value} n'est pas dans les fichiers voisins.</translation>
    </message>
    <message>
      <source>The place of ticket {ticket} belongs to somebody else.</source>
      <translation>La place du billet {ticket} appartient à quelqu'un d'autre.</translation>
    </message>
    <message>
      <source>The place of ticket {ticket} had been given to somebody else.</source>
      <translation>La place du billet {ticket} avait été donnée à quelqu'un d'autre.</translation>
    </message>
    <message>
      <source>The place of ticket {ticket} was taken twice, and another ticket has it. Nothing was printed. Settle its case first.</source>
      <translation>La place du billet {ticket} a été prise deux fois, et un autre billet l'a. Rien n'a été imprimé. Réglez d'abord son cas.</translation>
    </message>
    <message>
      <source>The places kept by the house ({hold}) were released {when}. Nothing was sold. Sell them like any others.</source>
      <translation>Les places bloquées par la maison ({hold}) ont été débloquées {when}. Rien n'a été vendu. Vendez-les comme les autres.</translation>
    </message>
    <message>
      <source>The plan has no category {category}. Nothing was made. It has: {names}.</source>
      <translation>Le plan n’a pas de catégorie {category}. Rien n'a été créé. Il a : {names}.</translation>
    </message>
    <message>
      <source>The print service does not take papers for {name} ({why}). Nothing was printed; everything in the book is safe. Choose another printer.</source>
      <translation>Le service d'impression n'accepte pas de papiers pour {name} ({why}). Rien n'a été imprimé ; tout ce que contient le livre est en sûreté. Choisissez une autre imprimante.</translation>
    </message>
    <message>
      <source>The printer {name} cannot be reached ({why}). Nothing was printed; everything in the book is safe. See whether it is on and has paper, then print again.</source>
      <translation>L'imprimante {name} n'est pas joignable ({why}). Rien n'a été imprimé ; tout ce que contient le livre est en sûreté. Vérifiez qu'elle est allumée et qu'elle a du papier, puis imprimez à nouveau.</translation>
    </message>
    <message>
      <source>The printer {name} has no paper. Nothing was printed; everything in the book is safe. Put a roll in, then print again.</source>
      <translation>L'imprimante {name} n'a plus de papier. Rien n'a été imprimé ; tout ce que contient le livre est en sûreté. Mettez un rouleau, puis imprimez à nouveau.</translation>
    </message>
    <message>
      <source>The program ended while the printer {name} was printing: the paper may have come out. Everything in the book is safe. Look at the printer; if the paper is not there, print it again.</source>
      <translation>Le programme s'est arrêté pendant que l'imprimante {name} imprimait : le papier est peut-être sorti. Tout ce que contient le livre est en sûreté. Regardez l'imprimante ; si le papier n'y est pas, imprimez-le à nouveau.</translation>
    </message>
    <message>
      <source>The reason "other" needs a note of at least {least} characters.</source>
      <translation>Le motif « autre » demande une note d'au moins {least} caractères.</translation>
    </message>
    <message>
      <source>The reason {reason} is not in this venue's list: {reasons}.</source>
      <translation>Le motif {reason} n'est pas dans la liste de ce lieu : {reasons}.</translation>
    </message>
    <message>
      <source>The refund of this ticket was already recorded. Nothing was changed.</source>
      <translation>Le remboursement de ce billet est déjà enregistré. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>The refund that was recorded first counts. Money that was handed out this time stays recorded, with a case of its own.</source>
      <translation>Le remboursement enregistré en premier compte. L'argent remis cette fois reste enregistré, avec son propre cas.</translation>
    </message>
    <message>
      <source>The row has too few cells.</source>
      <translation>La ligne a trop peu de cellules.</translation>
    </message>
    <message>
      <source>The row has {count} cells instead of {expected}.</source>
      <translation>La ligne a {count} cellules au lieu de {expected}.</translation>
    </message>
    <message>
      <source>The rule {rule} cannot be empty. Nothing was changed.</source>
      <translation>La règle {rule} ne peut pas être vide. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>The rule {rule} cannot be that. Nothing was changed. It is a list of different texts of at most {most} characters.</source>
      <translation>La règle {rule} ne peut pas être cela. Rien n'a été changé. C'est une liste de textes différents d'au plus {most} caractères.</translation>
    </message>
    <message>
      <source>The rule {rule} cannot be {value}. Nothing was changed. It is a whole number from 0 to {most}.</source>
      <translation>La règle {rule} ne peut pas être {value}. Rien n'a été changé. C'est un nombre entier de 0 à {most}.</translation>
    </message>
    <message>
      <source>The sale of order {order} was taken back at its desk, which had no answer in time; but the centre had it, and something was done with it since.</source>
      <translation>La vente de la commande {order} a été reprise à son guichet, resté sans réponse à temps ; mais le centre l'avait, et quelque chose en a été fait depuis.</translation>
    </message>
    <message>
      <source>The same {field} stands twice in one order.</source>
      <translation>La même valeur ({field}) se trouve deux fois dans une commande.</translation>
    </message>
    <message>
      <source>The seating plan gives two seats the same seat_guid, {seat}: {first} and {second}. Nothing was changed. Give each its own in the plan editor, save the file and choose it again.</source>
      <translation>Le plan de salle donne à deux places le même seat_guid, {seat} : {first} et {second}. Rien n'a été modifié. Donnez à chacune le sien dans l'éditeur de plans, enregistrez le fichier et choisissez-le de nouveau.</translation>
    </message>
    <message>
      <source>The seating plan has a value that cannot be used: {field} at {where}. Nothing was changed. Correct it in the plan editor, save the file and choose it again.</source>
      <translation>Le plan de salle a une valeur inutilisable : {field} à {where}. Rien n'a été modifié. Corrigez-la dans l'éditeur de plans, enregistrez le fichier et choisissez-le de nouveau.</translation>
    </message>
    <message>
      <source>The seating plan has no seat. Nothing was changed. Draw its rows in the plan editor, or sell this zone by a number of places.</source>
      <translation>Le plan de salle n'a aucune place. Rien n'a été modifié. Dessinez ses rangs dans l'éditeur de plans, ou vendez cette zone par nombre de places.</translation>
    </message>
    <message>
      <source>The seating plan has {count} seats; {most} is the most. Nothing was changed. Choose the plan of one house.</source>
      <translation>Le plan de salle a {count} places ; le maximum est {most}. Rien n'a été modifié. Choisissez le plan d'une seule salle.</translation>
    </message>
    <message>
      <source>The seating plan is not complete: {field} is missing at {where}. Nothing was changed. Add it in the plan editor, save the file and choose it again.</source>
      <translation>Le plan de salle n'est pas complet : {field} manque à {where}. Rien n'a été modifié. Ajoutez-le dans l'éditeur de plans, enregistrez le fichier et choisissez-le de nouveau.</translation>
    </message>
    <message>
      <source>The settings in {name} cannot be used ({why}). Nothing was changed. Mend the file.</source>
      <translation>Les réglages de {name} sont inutilisables ({why}). Rien n'a été changé. Corrigez le fichier.</translation>
    </message>
    <message>
      <source>The ticket has the tariff that was wanted, and the difference counts once. Money that was handed out this time stays recorded, with a case of its own.</source>
      <translation>Le billet a le tarif voulu, et la différence compte une fois. L'argent remis cette fois reste enregistré, avec un cas à lui.</translation>
    </message>
    <message>
      <source>The ticket number {number} belongs to another order here. The order was not taken in.</source>
      <translation>Le numéro de billet {number} appartient ici à une autre commande. La commande n'a pas été reprise.</translation>
    </message>
    <message>
      <source>The ticket stands as the order shows it.</source>
      <translation>Le billet vaut tel que la commande le montre.</translation>
    </message>
    <message>
      <source>The ticket stands as the order shows it. Money that was handed out stays recorded.</source>
      <translation>Le billet est tel que la commande le montre. L'argent remis reste enregistré.</translation>
    </message>
    <message>
      <source>The ticket stands as the order shows it. The money is booked on the order: what that does not owe is its credit.</source>
      <translation>Le billet est tel que la commande le montre. L'argent est enregistré sur la commande : ce que celle-ci ne doit pas est son avoir.</translation>
    </message>
    <message>
      <source>The ticket stays cancelled and its place is free. Reason and refund are not recorded.</source>
      <translation>Le billet reste annulé et sa place est libre. Le motif et le remboursement ne sont pas enregistrés.</translation>
    </message>
    <message>
      <source>The ticket stays cancelled and lets nobody in.</source>
      <translation>Le billet reste annulé et ne laisse entrer personne.</translation>
    </message>
    <message>
      <source>The ticket that replaced it counts; this one lets nobody in.</source>
      <translation>C'est le billet de remplacement qui vaut ; celui-ci ne laisse entrer personne.</translation>
    </message>
    <message>
      <source>The ticket that was made there has the place and counts; the one that was made here lets nobody in.</source>
      <translation>Le billet fait là-bas a la place et compte ; celui qui a été fait ici ne laisse entrer personne.</translation>
    </message>
    <message>
      <source>The ticket was let in twice.</source>
      <translation>Le billet a été admis deux fois.</translation>
    </message>
    <message>
      <source>The time of order {order} has not come yet. Nothing was changed.</source>
      <translation>L'heure de la commande {order} n'est pas encore venue. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>The variable {name} cannot be used ({why}). Nothing was changed. Set it anew, or take it away.</source>
      <translation>La variable {name} ne peut pas être utilisée ({why}). Rien n'a été modifié. Corrigez-la ou supprimez-la.</translation>
    </message>
    <message>
      <source>The zone of ticket {ticket} has no other tariff. Nothing was changed. Exchange it for another zone.</source>
      <translation>La zone du billet {ticket} n'a pas d'autre tarif. Rien n'a été changé. Échangez-le contre une autre zone.</translation>
    </message>
    <message>
      <source>There are no coins for {amount}. Nothing was booked. Type {left} or {above}.</source>
      <translation>Il n'y a pas de pièces pour {amount}. Rien n'a été enregistré. Saisissez {left} ou {above}.</translation>
    </message>
    <message>
      <source>There are not so many free places in zone {zone}. Nothing was sold, no money was booked. Take fewer, or another zone.</source>
      <translation>Il n’y a pas autant de places libres dans la zone {zone}. Rien n'a été vendu, aucun argent n’a été enregistré. Prenez-en moins, ou une autre zone.</translation>
    </message>
    <message>
      <source>There is no book at {book}. Put a performance on sale (`catalogue make`), import orders or start the window first; where there was one, put its newest copy there with `ticketoffice restore COPY`.</source>
      <translation>Il n'y a pas de livre à {book}. Mettez d'abord une représentation en vente (`catalogue make`), importez des commandes ou ouvrez la fenêtre ; s'il y en avait un, mettez-y sa copie la plus récente avec `ticketoffice restore COPIE`.</translation>
    </message>
    <message>
      <source>There is no case {text} here. Nothing was changed. The report of the cases names them.</source>
      <translation>Il n'y a pas de cas {text} ici. Rien n'a été modifié. La liste des cas les nomme.</translation>
    </message>
    <message>
      <source>There is no centre's book at {book}. Nothing was changed. Start the centre first: `ticketoffice central serve`.</source>
      <translation>Il n'y a pas de livre de centrale à {book}. Rien n'a été modifié. Démarrez d'abord la centrale : `ticketoffice central serve`.</translation>
    </message>
    <message>
      <source>There is no file {name}. Nothing was changed. Name a copy of the book.</source>
      <translation>Il n'y a pas de fichier {name}. Rien n'a été modifié. Indiquez une copie du livre.</translation>
    </message>
    <message>
      <source>There is no folder {name}. Nothing was written; the book is as it was. Plug the disk in, or name a folder that is there.</source>
      <translation>Le dossier {name} n'existe pas. Rien n'a été écrit ; le livre est comme avant. Branchez le disque ou nommez un dossier qui existe.</translation>
    </message>
    <message>
      <source>There is no layout {layout}. Nothing was printed. There are: {layouts}.</source>
      <translation>Il n'y a pas de mise en page {layout}. Rien n'a été imprimé. Il y a : {layouts}.</translation>
    </message>
    <message>
      <source>There is no live ticket in this order. Nothing was changed.</source>
      <translation>Il n'y a pas de billet en cours dans cette commande. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>There is no note or coin of {amount}, or not so many. Nothing was written.</source>
      <translation>Il n'y a pas de billet ni de pièce de {amount}, ou pas autant. Rien n'a été noté.</translation>
    </message>
    <message>
      <source>There is no order file (.json or .csv) in {name}. Nothing was changed.</source>
      <translation>Il n'y a pas de fichier de commandes (.json ou .csv) dans {name}. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>There is no performance {performance} here. Nothing was changed. `on-sale` names those that are sold, `show` of an order its own.</source>
      <translation>Il n'y a pas de représentation {performance} ici. Rien n'a été changé. `on-sale` nomme celles qui se vendent, `show` celle d'une commande.</translation>
    </message>
    <message>
      <source>There is no printer {name}. Nothing was printed; everything in the book is safe. Choose another one.</source>
      <translation>Il n'y a pas d'imprimante {name}. Rien n'a été imprimé ; tout ce que contient le livre est en sûreté. Choisissez-en une autre.</translation>
    </message>
    <message>
      <source>There is no rule {rule}. Nothing was changed.</source>
      <translation>Il n'y a pas de règle {rule}. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>There is no seat {seat} in zone {zone}. Nothing was sold. Choose a seat on the plan, or leave it out to be given the best one.</source>
      <translation>Il n’y a pas de place {seat} dans la zone {zone}. Rien n'a été vendu. Choisissez une place sur le plan, ou laissez choisir la meilleure.</translation>
    </message>
    <message>
      <source>There is no text. Nothing was written. Type the note.</source>
      <translation>Il n'y a pas de texte. Rien n'a été écrit. Saisissez la note.</translation>
    </message>
    <message>
      <source>There is no time zone {value}. Nothing was changed. Use a name like Europe/Zurich.</source>
      <translation>Il n'y a pas de fuseau horaire {value}. Rien n'a été changé. Donnez un nom comme Europe/Zurich.</translation>
    </message>
    <message>
      <source>There is no {what} of a drawer: {moves}. Nothing was changed.</source>
      <translation>{what} n'existe pas pour une caisse : {moves}. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>These tickets belong to different orders. Nothing was changed. Cancel them order by order.</source>
      <translation>Ces billets viennent de commandes différentes. Rien n'a été changé. Annulez-les commande par commande.</translation>
    </message>
    <message>
      <source>They would be released already. Nothing was kept. Choose a later time.</source>
      <translation>Elles seraient déjà débloquées. Rien n'a été bloqué. Choisissez une heure plus tardive.</translation>
    </message>
    <message>
      <source>This amount cannot be used: {amount}. Nothing was changed. Type an amount like 30.00.</source>
      <translation>Ce montant ne convient pas : {amount}. Rien n'a été changé. Saisissez un montant comme 30.00.</translation>
    </message>
    <message>
      <source>This book already has orders. Nothing was changed. Only an empty book is filled or has its dates moved.</source>
      <translation>Ce livre contient déjà des commandes. Rien n'a été changé. Seul un livre vide est rempli ou voit ses dates déplacées.</translation>
    </message>
    <message>
      <source>This book came from another machine or an older one: what was done there after {when} is not known. What it holds is safe; new numbers begin with {letter}. Work on in one of the two only.</source>
      <translation>Ce livre vient d'une autre machine ou d'une plus ancienne : ce qui y a été fait après le {when} n'est pas connu. Ce qu'il contient est en sûreté ; les nouveaux numéros commencent par {letter}. Continuez dans un seul des deux.</translation>
    </message>
    <message>
      <source>This book does not know how many places zone {zone} has. Nothing was sold. Say how many there are, or take in the file that says it.</source>
      <translation>Ce livre ne sait pas combien de places a la zone {zone}. Rien n'a été vendu. Indiquez combien il y en a, ou importez le fichier qui le dit.</translation>
    </message>
    <message>
      <source>This book has work of its own and the centre is in use: two books are never merged. Nothing was changed. Keep this one to look things up and join with a new one: `ticketoffice --book FILE` begins it, where FILE is not there yet, as a window or before a command.</source>
      <translation>Ce livre a son propre travail et la centrale est en service : deux livres ne sont jamais réunis. Rien n'a été modifié. Gardez celui-ci pour consultation et rattachez-en un nouveau : `ticketoffice --book FICHIER` le commence, où FICHIER n'existe pas encore, comme fenêtre ou devant une commande.</translation>
    </message>
    <message>
      <source>This book is damaged and can only be read; nothing more is written into it. Close the program and put the newest copy in its place with `ticketoffice restore COPY`, which keeps this file aside.</source>
      <translation>Ce livre est abîmé et peut seulement être lu ; plus rien n'y est écrit. Fermez le programme et mettez la copie la plus récente à sa place avec `ticketoffice restore COPIE`, qui garde ce fichier à côté.</translation>
    </message>
    <message>
      <source>This book joined this centre before. Nothing was changed. Ask whoever runs the centre.</source>
      <translation>Ce livre a déjà rejoint cette centrale. Rien n'a été modifié. Adressez-vous au responsable de la centrale.</translation>
    </message>
    <message>
      <source>This book was opened to be read only. Nothing of this was written.</source>
      <translation>Ce livre a été ouvert pour être lu seulement. Rien de ceci n'a été écrit.</translation>
    </message>
    <message>
      <source>This book was written by a newer version. Nothing was changed. Update this program.</source>
      <translation>Ce livre a été écrit par une version plus récente. Rien n'a été changé. Mettez ce programme à jour.</translation>
    </message>
    <message>
      <source>This book was written by an older version. Nothing was changed. Open it once for writing, then it is read.</source>
      <translation>Ce livre a été écrit par une version plus ancienne. Rien n'a été changé. Ouvrez-le une fois en écriture, ensuite il se lit.</translation>
    </message>
    <message>
      <source>This case was settled already {when}. Nothing was changed.</source>
      <translation>Ce cas a déjà été réglé {when}. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>This centre was begun on another machine and its keys are not on this one: desks would trust nobody here. Nothing was changed. Copy its keys (`ticketoffice/keys` in the state folder of its user) to this machine; only where they are lost for good, add --new-keys, and lead each desk back with a new code.</source>
      <translation>Cette centrale a été créée sur une autre machine et ses clés ne sont pas sur celle-ci : les guichets ne feraient confiance à personne ici. Rien n'a été modifié. Copiez ses clés (`ticketoffice/keys` dans le dossier d'état de son utilisateur) sur cette machine ; seulement si elles sont perdues pour de bon, ajoutez --new-keys et ramenez chaque guichet avec un nouveau code.</translation>
    </message>
    <message>
      <source>This code is not known. Nothing was changed. Type it as it is shown, or have a new one drawn.</source>
      <translation>Ce code est inconnu. Rien n'a été modifié. Tapez-le comme il est affiché, ou faites-en établir un autre.</translation>
    </message>
    <message>
      <source>This code is too old. Nothing was changed. Have a new one drawn.</source>
      <translation>Ce code est périmé. Rien n'a été modifié. Faites-en établir un autre.</translation>
    </message>
    <message>
      <source>This code was used already. Nothing was changed. Have a new one drawn.</source>
      <translation>Ce code a déjà servi. Rien n'a été modifié. Faites-en établir un autre.</translation>
    </message>
    <message>
      <source>This desk goes on from a copy of the book of {other_desk}, which another machine works with, too.</source>
      <translation>Ce guichet continue à partir d'une copie du livre de {other_desk}, avec lequel une autre machine travaille aussi.</translation>
    </message>
    <message>
      <source>This desk has a centre already: {url}. Nothing was changed.</source>
      <translation>Ce guichet a déjà une centrale : {url}. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>This desk has no centre. Nothing was changed. Join one with `ticketoffice pair URL CODE`.</source>
      <translation>Ce guichet n'a pas de centrale. Rien n'a été modifié. Rattachez-le avec `ticketoffice pair URL CODE`.</translation>
    </message>
    <message>
      <source>This desk was put out at the centre. Customers' data were taken out of it. What was not sent stays here and is not sent. Join again with a new code, or save the queue for whoever runs the centre.</source>
      <translation>Ce guichet a été exclu de la centrale. Les données des clients en ont été retirées. Ce qui n'a pas été envoyé reste ici et n'est pas envoyé. Rattachez-vous de nouveau avec un nouveau code, ou enregistrez la file pour le responsable de la centrale.</translation>
    </message>
    <message>
      <source>This desk works with a centre, which sells these places. Nothing was changed. Do it where the centre answers.</source>
      <translation>Ce guichet travaille avec un centre, qui vend ces places. Rien n'a été changé. Faites-le là où le centre répond.</translation>
    </message>
    <message>
      <source>This is an older copy of the book, and all that it lacked has come back from the centre (1 operation). Nothing needs to be entered again.</source>
      <translation>C'est une copie plus ancienne du livre, et tout ce qui y manquait est revenu de la centrale (1 opération). Il n'y a rien à saisir à nouveau.</translation>
    </message>
    <message>
      <source>This is an older copy of the book, and all that it lacked has come back from the centre ({lacked} operations). Nothing needs to be entered again.</source>
      <translation>C'est une copie plus ancienne du livre, et tout ce qui y manquait est revenu de la centrale ({lacked} opérations). Il n'y a rien à saisir à nouveau.</translation>
    </message>
    <message>
      <source>This is an older copy of the book, and nothing was done after {when}. What it holds is safe; new numbers begin with {letter}. Nothing needs to be done.</source>
      <translation>C'est une copie plus ancienne du livre, et rien n'a été fait après le {when}. Ce qu'il contient est en sûreté ; les nouveaux numéros commencent par {letter}. Il n'y a rien à faire.</translation>
    </message>
    <message>
      <source>This is an older copy of the book, and nothing was done since one last took its place. What it holds is safe; new numbers begin with {letter}.</source>
      <translation>Ceci est une copie plus ancienne du livre, et rien n'a été fait depuis qu'une copie a pris sa place. Ce qu'elle contient est sûr ; les nouveaux numéros commencent par {letter}.</translation>
    </message>
    <message>
      <source>This is an older copy of the book. Of the operations that it lacked {back} came back from the centre, and {missing} did not. See that what is missing is entered again from papers and receipts, or look for it in the former file.</source>
      <translation>C'est une copie plus ancienne du livre. Parmi les opérations qui y manquaient, revenues de la centrale : {back} ; toujours manquantes : {missing}. Veillez à ce que ce qui manque soit saisi à nouveau d'après les papiers et les quittances, ou cherchez-le dans l'ancien fichier.</translation>
    </message>
    <message>
      <source>This is an older copy of the book. What the centre had of it has come back; whether anything else is missing is not known, so look through papers and receipts.</source>
      <translation>C'est une copie plus ancienne du livre. Ce que la centrale en avait est revenu ; s'il manque encore autre chose, on ne le sait pas : passez en revue les papiers et les quittances.</translation>
    </message>
    <message>
      <source>This is an older copy of the book: {missing} operation after {when} is not in it. What it holds is safe; new numbers begin with {letter}. Look for the newer file, or enter again what is missing.</source>
      <translation>C'est une copie plus ancienne du livre : {missing} opération après le {when} n'y est pas. Ce qu'il contient est en sûreté ; les nouveaux numéros commencent par {letter}. Cherchez le fichier plus récent, ou saisissez à nouveau ce qui manque.</translation>
    </message>
    <message>
      <source>This is an older copy of the book: {missing} operations after {when} are not in it. What it holds is safe; new numbers begin with {letter}. Look for the newer file, or enter again what is missing.</source>
      <translation>C'est une copie plus ancienne du livre : {missing} opérations après le {when} n'y sont pas. Ce qu'il contient est en sûreté ; les nouveaux numéros commencent par {letter}. Cherchez le fichier plus récent, ou saisissez à nouveau ce qui manque.</translation>
    </message>
    <message>
      <source>This is an older copy of the centre's book, as it was on {when}. What desks have sent since is not in it, and how much that is cannot be known here: they send it again by themselves when they next reach the centre.</source>
      <translation>C'est une copie plus ancienne du livre de la centrale, tel qu'il était le {when}. Ce que les guichets ont envoyé depuis n'y est pas, et combien, on ne peut pas le savoir ici : ils le renvoient d'eux-mêmes dès qu'ils atteignent la centrale.</translation>
    </message>
    <message>
      <source>This is another copy of the book than the one used here last: what was done after {when} may not be in it. What it holds is safe; new numbers begin with {letter}. Look for the newer file.</source>
      <translation>C'est une autre copie du livre que celle utilisée ici en dernier : ce qui a été fait après le {when} peut y manquer. Ce qu'il contient est en sûreté ; les nouveaux numéros commencent par {letter}. Cherchez le fichier plus récent.</translation>
    </message>
    <message>
      <source>This is longer than {most} characters. Nothing was changed. Make it shorter.</source>
      <translation>Ceci dépasse {most} caractères. Rien n'a été modifié. Raccourcissez-le.</translation>
    </message>
    <message>
      <source>This is no certificate. Nothing was changed. Name the file (PEM) that the centre's people gave you.</source>
      <translation>Ce n'est pas un certificat. Rien n'a été modifié. Indiquez le fichier (PEM) remis par les responsables de la centrale.</translation>
    </message>
    <message>
      <source>This is no seating plan: it has no zones with rows of seats. Nothing was changed. Choose the file that pretix or its plan editor saved.</source>
      <translation>Ce n'est pas un plan de salle : il n'a pas de zones avec des rangs de places. Rien n'a été modifié. Choisissez le fichier que pretix ou son éditeur de plans a enregistré.</translation>
    </message>
    <message>
      <source>This machine has not served this centre yet. Nothing was drawn. Start it here first: `ticketoffice central serve`.</source>
      <translation>Cette machine n'a pas encore fait tourner cette centrale. Aucun code n'a été établi. Démarrez-la d'abord ici : `ticketoffice central serve`.</translation>
    </message>
    <message>
      <source>This money of order {order} was not taken at a desk. Nothing was changed. Correct it where it was taken.</source>
      <translation>Cet argent de la commande {order} n'a pas été encaissé à une caisse. Rien n'a été modifié. Corrigez-le là où il a été encaissé.</translation>
    </message>
    <message>
      <source>This needs a reason of at least {least} characters. Nothing was changed.</source>
      <translation>Il faut un motif d'au moins {least} caractères. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>This needs a second person. Nothing was changed. A colleague approves it, or give a reason for acting alone.</source>
      <translation>Il faut une seconde personne. Rien n'a été changé. Un collègue approuve, ou donnez une raison d'agir seul.</translation>
    </message>
    <message>
      <source>This older book is being brought up to date, once: {percent} %. A large one takes some minutes.</source>
      <translation>Ce livre plus ancien est mis à jour, une seule fois : {percent} %. Un grand livre demande quelques minutes.</translation>
    </message>
    <message>
      <source>This order has no such money that a desk took or handed out. Nothing was changed. Look at its payments.</source>
      <translation>Cette commande n'a pas d'argent de ce genre encaissé ou remis à une caisse. Rien n'a été modifié. Regardez ses paiements.</translation>
    </message>
    <message>
      <source>This order is damaged and was left out.</source>
      <translation>Cette commande est abîmée et a été laissée de côté.</translation>
    </message>
    <message>
      <source>This paper is being printed already, or was given up. It was not sent a second time. Look at the printer.</source>
      <translation>Ce papier est déjà en cours d'impression, ou a été abandonné. Il n'a pas été envoyé une deuxième fois. Regardez l'imprimante.</translation>
    </message>
    <message>
      <source>This performance has no zone {zone}. Nothing was sold. It has: {names}.</source>
      <translation>Cette représentation n’a pas de zone {zone}. Rien n'a été vendu. Elle a : {names}.</translation>
    </message>
    <message>
      <source>This performance is over. Nothing was sold. Choose another one.</source>
      <translation>Cette représentation est terminée. Rien n'a été vendu. Choisissez-en une autre.</translation>
    </message>
    <message>
      <source>This place costs {above}, ticket {ticket} costs {left}. Nothing was changed. Exchange it, or choose a place of its price.</source>
      <translation>Cette place coûte {above}, le billet {ticket} coûte {left}. Rien n'a été changé. Échangez-le, ou choisissez une place à son prix.</translation>
    </message>
    <message>
      <source>This refund was already handed out. It is not given twice.</source>
      <translation>Ce remboursement a déjà été remis. Il n'est pas donné deux fois.</translation>
    </message>
    <message>
      <source>This system has no print service for {name}. Nothing was printed; everything in the book is safe. Choose a printer in the network or at a port, or print into a file.</source>
      <translation>Ce système n'a pas de service d'impression pour {name}. Rien n'a été imprimé ; tout ce que contient le livre est en sûreté. Choisissez une imprimante du réseau ou d'un port, ou imprimez dans un fichier.</translation>
    </message>
    <message>
      <source>This ticket has not been used. Nothing was changed. It can be cancelled.</source>
      <translation>Ce billet n'a pas été utilisé. Rien n'a été changé. Il peut être annulé.</translation>
    </message>
    <message>
      <source>This ticket is not cancelled here. Nothing was changed.</source>
      <translation>Ce billet n'est pas annulé ici. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>This was done on order {lost}, which was to replace order {order}; the centre refused that, and there is no order {lost}.</source>
      <translation>Ceci a été fait sur la commande {lost}, qui devait remplacer la commande {order} ; la centrale l'a refusé, et il n'y a pas de commande {lost}.</translation>
    </message>
    <message>
      <source>Ticket</source>
      <translation>Billet</translation>
    </message>
    <message>
      <source>Ticket {ticket} cannot be cancelled alone: order {order} waits for payment of invoice {invoice}. Cancel the order and re-issue it without this ticket.</source>
      <translation>Le billet {ticket} ne peut pas être annulé seul : la commande {order} attend le paiement de la facture {invoice}. Annulez la commande et refaites-la sans ce billet.</translation>
    </message>
    <message>
      <source>Ticket {ticket} cannot be cancelled alone: order {order} waits for the payment of its invoice. Cancel the order and re-issue it without this ticket.</source>
      <translation>Le billet {ticket} ne s'annule pas seul : la commande {order} attend le paiement de sa facture. Annulez la commande et réémettez-la sans ce billet.</translation>
    </message>
    <message>
      <source>Ticket {ticket} entered {when} before the invoice of order {order} was paid, so the order is neither cancelled nor re-issued. Nothing was changed. Take the payment, then cancel what is left; or, if the scan was a mistake, undo that entry first.</source>
      <translation>Le billet {ticket} est entré {when} avant le paiement de la facture de la commande {order} : la commande n'est ni annulée ni réémise. Rien n'a été modifié. Encaissez le paiement, puis annulez le reste ; ou, si le contrôle était une erreur, annulez d'abord cette entrée.</translation>
    </message>
    <message>
      <source>Ticket {ticket} entered {when}. A used ticket is not cancelled. With a second person: goodwill refund, or undo the entry.</source>
      <translation>Le billet {ticket} est entré {when}. Un billet utilisé ne s'annule pas. Avec une seconde personne : geste commercial, ou annuler l'entrée.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had been cancelled elsewhere before that.</source>
      <translation>Le billet {ticket} avait déjà été annulé ailleurs.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had been cancelled elsewhere before that: {first}.</source>
      <translation>Le billet {ticket} avait déjà été annulé ailleurs : {first}.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had been cancelled elsewhere before that: {first}. Money for it was handed out both times: {given} too much.</source>
      <translation>Le billet {ticket} avait déjà été annulé ailleurs : {first}. De l'argent a été remis les deux fois : {given} de trop.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had been cancelled elsewhere before that: {first}. This time {given} were handed out for it.</source>
      <translation>Le billet {ticket} avait déjà été annulé ailleurs : {first}. Cette fois {given} ont été remis pour lui.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had been reinstated elsewhere before that.</source>
      <translation>Le billet {ticket} avait déjà été rétabli ailleurs.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had been replaced elsewhere before that.</source>
      <translation>Le billet {ticket} avait déjà été remplacé ailleurs.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had been replaced elsewhere before that: {first}. {successors} came in its place.</source>
      <translation>Le billet {ticket} avait déjà été remplacé ailleurs : {first}. {successors} a pris sa place.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had entered before it was cancelled.</source>
      <translation>Le billet {ticket} était entré avant d'être annulé.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had entered before it was cancelled. Nothing is left to give back for it.</source>
      <translation>Le billet {ticket} était entré avant d'être annulé. Il ne reste rien à rendre pour lui.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had entered before it was cancelled; it is not used any more.</source>
      <translation>Le billet {ticket} était entré avant d'être annulé ; il n'est plus utilisé.</translation>
    </message>
    <message>
      <source>Ticket {ticket} had this tariff already: it had been changed elsewhere before that.</source>
      <translation>Le billet {ticket} avait déjà ce tarif : il avait été changé ailleurs avant cela.</translation>
    </message>
    <message>
      <source>Ticket {ticket} has entered already; another paper of it would open no gate. Nothing was printed.</source>
      <translation>Le billet {ticket} est déjà entré ; un autre papier ne donnerait accès à aucune salle. Rien n'a été imprimé.</translation>
    </message>
    <message>
      <source>Ticket {ticket} has this place already. Nothing was changed. Choose another one.</source>
      <translation>Le billet {ticket} a déjà cette place. Rien n'a été changé. Choisissez-en une autre.</translation>
    </message>
    <message>
      <source>Ticket {ticket} has this tariff already. Nothing was changed. Choose another one.</source>
      <translation>Le billet {ticket} a déjà ce tarif. Rien n'a été changé. Choisissez-en un autre.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is cancelled and opens no gate. Nothing was printed.</source>
      <translation>Le billet {ticket} est annulé et ne donne plus accès à la salle. Rien n'a été imprimé.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is for another performance. Nothing was changed. Exchange it instead.</source>
      <translation>Le billet {ticket} est pour une autre représentation. Rien n'a été changé. Échangez-le.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is given back already. Nothing was changed. Name another one.</source>
      <translation>Le billet {ticket} est déjà rendu. Rien n'a été changé. Nommez-en un autre.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is not valid, so no paper is given for it. Nothing was printed. Look at its order.</source>
      <translation>Le billet {ticket} n’est pas valable : aucun papier n’est donné pour lui. Rien n'a été imprimé. Regardez sa commande.</translation>
    </message>
    <message>
      <source>Ticket {ticket} is paid by no invoice any more. It is not reinstated alone; nothing was changed. Reserve its place anew for the customer.</source>
      <translation>Le billet {ticket} n'est plus payé par aucune facture. Il n'est pas réactivé seul ; rien n'a été changé. Réservez sa place à nouveau pour le client.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was already cancelled {when} by {by}, but its refund is not recorded yet. Nothing was changed. Finish that cancellation.</source>
      <translation>Le billet {ticket} a déjà été annulé {when} par {by}, mais son remboursement n'est pas encore noté. Rien n'a été changé. Terminez cette annulation.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was already cancelled {when} by {by}. Nothing was changed; it is refunded once only.</source>
      <translation>Le billet {ticket} a déjà été annulé {when} par {by}. Rien n'a été changé ; il n'est remboursé qu'une fois.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was already cancelled {when}, and so was {successor}, which replaced it. Nothing was changed; it is refunded once only.</source>
      <translation>Le billet {ticket} a déjà été annulé {when}, tout comme {successor} qui l'a remplacé. Rien n'a été changé ; il n'est remboursé qu'une fois.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was already cancelled {when}. Nothing was changed. Ticket {successor} replaces it: go on with that one.</source>
      <translation>Le billet {ticket} a déjà été annulé {when}. Rien n'a été changé. Le billet {successor} le remplace : continuez avec celui-là.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was already cancelled {when}. Nothing was changed; it is refunded once only.</source>
      <translation>Le billet {ticket} a déjà été annulé {when}. Rien n'a été changé ; il n'est remboursé qu'une fois.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was already reinstated as {successor}, and that one was cancelled. Nothing was changed. Where its place is wanted again, reinstate {successor}.</source>
      <translation>Le billet {ticket} a déjà été rétabli comme {successor}, et celui-là a été annulé. Rien n'a été modifié. Si sa place est de nouveau voulue, rétablissez {successor}.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was already reinstated: {successor} replaces it. Nothing was changed. Go on with that one.</source>
      <translation>Le billet {ticket} a déjà été rétabli : {successor} le remplace. Rien n'a été modifié. Continuez avec celui-là.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was replaced by {successor}. Nothing was printed. Print that one.</source>
      <translation>Le billet {ticket} a été remplacé par {successor}. Rien n'a été imprimé. Imprimez celui-là.</translation>
    </message>
    <message>
      <source>Ticket {ticket} was to be kept, but its cancellation could no longer be taken back.</source>
      <translation>Le billet {ticket} devait être gardé, mais son annulation ne pouvait plus être reprise.</translation>
    </message>
    <message>
      <source>Tickets of order {order} were cancelled by a desk that had not heard that they had been paid at another one.</source>
      <translation>Des billets de la commande {order} ont été annulés par un guichet qui ne savait pas qu'ils avaient été payés à un autre.</translation>
    </message>
    <message>
      <source>Tickets sent by e-mail</source>
      <translation>Billets envoyés par e-mail</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Heure</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Au</translation>
    </message>
    <message>
      <source>To repeat at</source>
      <translation>À répéter à</translation>
    </message>
    <message>
      <source>To serve a centre the extra `server` is needed ({name} is missing): pip install -c constraints.txt -e ".[server]".</source>
      <translation>Pour faire tourner une centrale, il faut l'extra `server` ({name} manque) : pip install -c constraints.txt -e ".[server]".</translation>
    </message>
    <message>
      <source>Told</source>
      <translation>Informé</translation>
    </message>
    <message>
      <source>Too many wrong codes: nobody joins this centre for {minutes} minutes. Nothing was changed.</source>
      <translation>Trop de codes faux : personne ne rejoint cette centrale pendant {minutes} minutes. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>Too much was given back.</source>
      <translation>Trop a été rendu.</translation>
    </message>
    <message>
      <source>Two columns are called {columns}. Nothing was taken in from this file. Give each column its own name.</source>
      <translation>Deux colonnes s'appellent {columns}. Rien de ce fichier n'a été repris. Donnez à chaque colonne son propre nom.</translation>
    </message>
    <message>
      <source>Two machines worked as one desk.</source>
      <translation>Deux machines ont travaillé comme un seul guichet.</translation>
    </message>
    <message>
      <source>Two zones have one name. Nothing was made. Call one of them otherwise.</source>
      <translation>Deux zones ont le même nom. Rien n'a été créé. Nommez l’une d’elles autrement.</translation>
    </message>
    <message>
      <source>Type a name. Nothing was changed.</source>
      <translation>Saisissez un nom. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>Unreadable</source>
      <translation>Illisible</translation>
    </message>
    <message>
      <source>Wait for the answer of the centre.</source>
      <translation>Attendez la réponse de la centrale.</translation>
    </message>
    <message>
      <source>Was it one bank transfer that two desks booked? Then nothing is to be given back: ask whoever reads the statement. Else give the credit back to the customer. Close the case with a note.</source>
      <translation>Est-ce un seul virement que deux guichets ont enregistré ? Alors il n'y a rien à rendre : demandez à qui lit les relevés. Sinon rendez l'avoir au client. Fermez le cas avec une note.</translation>
    </message>
    <message>
      <source>Was its money given back? Then cancel it; else settle it.</source>
      <translation>Son argent a-t-il été rendu ? Alors annulez-la ; sinon, réglez le cas.</translation>
    </message>
    <message>
      <source>Was its place sold again? Then two people look for it. Was money given back? Ask the customer. Close the case with a note.</source>
      <translation>Sa place a-t-elle été revendue ? Alors deux personnes la cherchent. De l'argent a-t-il été rendu ? Demandez au client. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Was its place sold again? Then two people look for it: offer one of them another place. Close the case with a note.</source>
      <translation>Sa place a-t-elle été revendue ? Alors deux personnes la cherchent : proposez une autre place à l'une d'elles. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Was money handed out this time too? Ask the customer for it and book it on the order. Close the case with a note.</source>
      <translation>De l'argent a-t-il été remis cette fois aussi ? Demandez-le au client et encaissez-le sur la commande. Fermez le cas avec une note.</translation>
    </message>
    <message>
      <source>Was money handed out this time too? Then it stays recorded: say so to the person in charge. Close the case with a note.</source>
      <translation>De l'argent a-t-il été remis cette fois aussi ? Il reste enregistré : dites-le au responsable. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Was money handed out? Ask for it; else settle it.</source>
      <translation>De l'argent a-t-il été remis ? Demandez-le ; sinon, réglez le cas.</translation>
    </message>
    <message>
      <source>Was the scan a mistake? Then, with a second person, undo the entry. Was money handed out that was not owed? Ask the customer for it. Close the case with a note.</source>
      <translation>Le scan était-il une erreur ? Alors, avec une deuxième personne, annulez l'entrée. De l'argent a-t-il été remis sans être dû ? Redemandez-le au client. Clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Was the scan a mistake? Undo the entry; else settle it.</source>
      <translation>Le scan était-il une erreur ? Annulez l'entrée ; sinon réglez le cas.</translation>
    </message>
    <message>
      <source>What became of the card payment of {amount} before this one is not known yet. Nothing was charged now. Ask the terminal about that one first.</source>
      <translation>On ne sait pas encore ce qu'est devenu le paiement par carte précédent de {amount}. Rien n'a été débité maintenant. Interrogez d'abord le terminal sur celui-là.</translation>
    </message>
    <message>
      <source>What became of the last card payment is not known yet. The drawer stays open. Ask the terminal, then close.</source>
      <translation>On ne sait pas encore ce qu'est devenu le dernier paiement par carte. La caisse reste ouverte. Interrogez le terminal, puis clôturez.</translation>
    </message>
    <message>
      <source>What both did counts, each under its own name; nothing was lost.</source>
      <translation>Ce que les deux ont fait compte, chacun sous son nom ; rien n'est perdu.</translation>
    </message>
    <message>
      <source>What is counted of {name} is in. Import the file again for the rest.</source>
      <translation>Ce qui est compté de {name} est repris. Reprenez le fichier pour le reste.</translation>
    </message>
    <message>
      <source>What is on sale comes from the centre. Nothing was changed. Change it there: `ticketoffice central catalogue`.</source>
      <translation>Ce qui est en vente vient du centre. Rien n'a été changé. Changez-le là-bas : `ticketoffice central catalogue`.</translation>
    </message>
    <message>
      <source>What replaced it counts, and its place is held; the old ticket lets nobody in.</source>
      <translation>Ce qui l'a remplacé compte, et sa place est retenue ; l'ancien billet ne laisse entrer personne.</translation>
    </message>
    <message>
      <source>What the centre had received of it comes back by itself: let this desk synchronise first, then enter only what is still missing.</source>
      <translation>Ce que la centrale en avait reçu revient de lui-même : laissez d'abord ce guichet se synchroniser, puis ne saisissez que ce qui manque encore.</translation>
    </message>
    <message>
      <source>What the centre has stands, at every desk.</source>
      <translation>Ce que la centrale a vaut, à chaque guichet.</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>À faire</translation>
    </message>
    <message>
      <source>What was done is kept as it was.</source>
      <translation>Ce qui a été fait est conservé tel quel.</translation>
    </message>
    <message>
      <source>What was done was refused elsewhere.</source>
      <translation>L'opération a été refusée ailleurs.</translation>
    </message>
    <message>
      <source>What was promised this time is not to be given. Money that was handed out stays recorded, with a case of its own.</source>
      <translation>Ce qui a été promis cette fois n'est pas à donner. L'argent remis reste enregistré, avec son propre cas.</translation>
    </message>
    <message>
      <source>What was typed is kept at no desk; tickets and money stand as they are.</source>
      <translation>Ce qui a été saisi n'est gardé à aucun guichet ; billets et argent restent tels quels.</translation>
    </message>
    <message>
      <source>Where the customer wants to be known again, type the data anew. Then close the case with a note.</source>
      <translation>Si le client veut de nouveau être connu, saisissez ses données à nouveau. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Qui</translation>
    </message>
    <message>
      <source>Whoever answers is not the centre that was named. Nothing was sent. Compare the date of this computer first: with a wrong one nobody is recognised. Then check the address and the code, and ask whoever runs the centre.</source>
      <translation>Ce qui répond n'est pas la centrale indiquée. Rien n'a été envoyé. Comparez d'abord la date de cet ordinateur : si elle est fausse, personne n'est reconnu. Vérifiez ensuite l'adresse et le code, et demandez au responsable de la centrale.</translation>
    </message>
    <message>
      <source>Whoever is at {address} does not answer as a centre does. Nothing was changed. Check the address, and ask whoever runs the centre.</source>
      <translation>Ce qui se trouve à {address} ne répond pas comme une centrale. Rien n'a été modifié. Vérifiez l'adresse et demandez à qui gère la centrale.</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Pourquoi</translation>
    </message>
    <message>
      <source>With a second person: a goodwill refund, or undo the entry. Then close the case with a note.</source>
      <translation>Avec une seconde personne : un geste commercial, ou annulez l'entrée. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>With a second person: a goodwill refund. Then close the case with a note.</source>
      <translation>Avec une seconde personne : un geste commercial. Puis clôturez le cas avec une note.</translation>
    </message>
    <message>
      <source>Wrong date or tariff</source>
      <translation>Date ou tarif erroné</translation>
    </message>
    <message>
      <source>Zone {zone} has no numbered seats. Nothing was sold. Leave the seat out.</source>
      <translation>La zone {zone} n’a pas de places numérotées. Rien n'a été vendu. N’indiquez pas de place.</translation>
    </message>
    <message>
      <source>Zone {zone} has no price. Nothing was made. Add a tariff.</source>
      <translation>La zone {zone} n’a pas de prix. Rien n'a été créé. Ajoutez un tarif.</translation>
    </message>
    <message>
      <source>Zone {zone} has no tariff {tariff}. Nothing was sold. It has: {names}.</source>
      <translation>La zone {zone} n’a pas de tarif {tariff}. Rien n'a été vendu. Elle a : {names}.</translation>
    </message>
    <message>
      <source>Zone {zone} has numbered seats. Nothing was sold. Name a seat, or let the best one be chosen.</source>
      <translation>La zone {zone} a des places numérotées. Rien n'a été vendu. Indiquez une place, ou laissez choisir la meilleure.</translation>
    </message>
    <message>
      <source>Zone {zone} has tariff {tariff} twice. Nothing was changed. Call one of them otherwise.</source>
      <translation>La zone {zone} a deux fois le tarif {tariff}. Rien n'a été modifié. Donnez un autre nom à l'un d'eux.</translation>
    </message>
    <message>
      <source>Zone {zone} needs a number of places from 1 to {most}. Nothing was changed. Type one; of numbered seats the plan says it.</source>
      <translation>La zone {zone} a besoin d’un nombre de places de 1 à {most}. Rien n'a été changé. Saisissez-le ; pour des places numérotées, le plan le dit.</translation>
    </message>
    <message>
      <source>back</source>
      <translation>back</translation>
    </message>
    <message>
      <source>before the import</source>
      <translation>avant l'import</translation>
    </message>
    <message>
      <source>e-ticket</source>
      <translation>e-billet</translation>
    </message>
    <message>
      <source>email</source>
      <translation>email</translation>
    </message>
    <message>
      <source>eticket</source>
      <translation>eticket</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>terminée</translation>
    </message>
    <message>
      <source>house</source>
      <translation>maison</translation>
    </message>
    <message>
      <source>it was made final</source>
      <translation>elle a été rendue définitive</translation>
    </message>
    <message>
      <source>it was not cancelled here</source>
      <translation>il n'a pas été annulé ici</translation>
    </message>
    <message>
      <source>it was reinstated</source>
      <translation>il a été réactivé</translation>
    </message>
    <message>
      <source>its invoice was cancelled</source>
      <translation>sa facture a été annulée</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>missing</translation>
    </message>
    <message>
      <source>not finished</source>
      <translation>à terminer</translation>
    </message>
    <message>
      <source>not the name of a file</source>
      <translation>ce n'est pas un nom de fichier</translation>
    </message>
    <message>
      <source>on {moment}</source>
      <translation>le {moment}</translation>
    </message>
    <message>
      <source>paper back</source>
      <translation>papier rendu</translation>
    </message>
    <message>
      <source>paper missing</source>
      <translation>papier pas rendu</translation>
    </message>
    <message>
      <source>press</source>
      <translation>presse</translation>
    </message>
    <message>
      <source>taken back</source>
      <translation>reprise</translation>
    </message>
    <message>
      <source>technical</source>
      <translation>technique</translation>
    </message>
    <message>
      <source>the customer was told by e-mail</source>
      <translation>le client a été informé par e-mail</translation>
    </message>
    <message>
      <source>the performance is over</source>
      <translation>la représentation est terminée</translation>
    </message>
    <message>
      <source>the place was sold again</source>
      <translation>la place a été revendue</translation>
    </message>
    <message>
      <source>the refund was handed out</source>
      <translation>le remboursement a été remis</translation>
    </message>
    <message>
      <source>timed out</source>
      <translation>délai dépassé</translation>
    </message>
    <message>
      <source>told</source>
      <translation>told</translation>
    </message>
    <message>
      <source>wheelchair</source>
      <translation>fauteuil roulant</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>oui</translation>
    </message>
    <message>
      <source>{address} is no address of a centre. Nothing was changed. It looks like https://box-office.example.org:8443.</source>
      <translation>{address} n'est pas l'adresse d'une centrale. Rien n'a été modifié. Elle ressemble à https://box-office.example.org:8443.</translation>
    </message>
    <message>
      <source>{amounts} are still owed to this customer (order {orders}). Nothing was erased: afterwards nobody knows whom to pay. Give it back first, or erase with --even-if-owed.</source>
      <translation>{amounts} sont encore dus à ce client (commande {orders}). Rien n'a été effacé : ensuite, personne ne saurait qui payer. Rendez d'abord l'argent, ou effacez avec --even-if-owed.</translation>
    </message>
    <message>
      <source>{amount} cannot be left in the drawer: {left} was counted. Nothing was changed.</source>
      <translation>{amount} ne peut pas rester en caisse : {left} a été compté. Rien n'a été modifié.</translation>
    </message>
    <message>
      <source>{amount} cannot have been paid in cash: there are no coins for it. Nothing was changed. Look at the receipt.</source>
      <translation>{amount} ne peut pas avoir été payé en espèces : il n'y a pas de pièces pour ce montant. Rien n'a été modifié. Regardez le reçu.</translation>
    </message>
    <message>
      <source>{amount} in cash was taken for a cart that is not sold. The drawer stays open. Sell the cart, or give the money back and press its part of the payment, then close.</source>
      <translation>{amount} en espèces ont été encaissés pour un panier qui n'est pas vendu. Le tiroir reste ouvert. Vendez le panier, ou rendez l'argent et appuyez sur sa part du paiement, puis fermez.</translation>
    </message>
    <message>
      <source>{amount} is more than the {left} that can still be given back. Nothing was changed.</source>
      <translation>{amount} dépasse les {left} qui peuvent encore être rendus. Rien n'a été changé.</translation>
    </message>
    <message>
      <source>{book} is no centre's book. Nothing was changed. Name another one; a centre makes its own.</source>
      <translation>{book} n'est pas le livre d'une centrale. Rien n'a été modifié. Indiquez-en un autre ; une centrale crée le sien.</translation>
    </message>
    <message>
      <source>{book} is not a book of this program. Nothing was changed. Choose another file.</source>
      <translation>{book} n'est pas un livre de ce programme. Rien n'a été changé. Choisissez un autre fichier.</translation>
    </message>
    <message>
      <source>{currency} is no currency that tickets are sold in. Nothing was made. Type three letters, like CHF.</source>
      <translation>{currency} n'est pas une monnaie dans laquelle des billets se vendent. Rien n'a été créé. Saisissez trois lettres, comme CHF.</translation>
    </message>
    <message>
      <source>{desk} has promised this refund of order {order} and hands it out. Nothing was recorded: hand nothing out. Where {desk} cannot give it, a colleague who approves it can record it here.</source>
      <translation>{desk} a promis ce remboursement de la commande {order} et le remet. Rien n'a été enregistré : ne remettez rien. Si {desk} ne peut pas le faire, un collègue qui l'approuve peut l'enregistrer ici.</translation>
    </message>
    <message>
      <source>{email} is no e-mail address. Nothing was changed. It looks like name@example.org.</source>
      <translation>{email} n'est pas une adresse e-mail. Rien n'a été modifié. Elle ressemble à nom@example.org.</translation>
    </message>
    <message>
      <source>{field} differs between the rows of one order.</source>
      <translation>{field} diffère entre les lignes d'une même commande.</translation>
    </message>
    <message>
      <source>{field} has a value that cannot be used.</source>
      <translation>{field} a une valeur inutilisable.</translation>
    </message>
    <message>
      <source>{field} has characters that are no text.</source>
      <translation>{field} a des caractères qui ne sont pas du texte.</translation>
    </message>
    <message>
      <source>{field} is empty.</source>
      <translation>{field} est vide.</translation>
    </message>
    <message>
      <source>{field} is no amount that can be used: {value}.</source>
      <translation>{field} n'est pas un montant utilisable : {value}.</translation>
    </message>
    <message>
      <source>{field} is no date: {value}.</source>
      <translation>{field} n'est pas une date : {value}.</translation>
    </message>
    <message>
      <source>{field} is no method: {value}.</source>
      <translation>{field} n'est pas un mode de paiement : {value}.</translation>
    </message>
    <message>
      <source>{field} is no state: {value}.</source>
      <translation>{field} n'est pas un état : {value}.</translation>
    </message>
    <message>
      <source>{field} is {length} characters long, at most {longest} are read.</source>
      <translation>{field} a {length} caractères, au plus {longest} sont lus.</translation>
    </message>
    <message>
      <source>{language} is no language code. Nothing was changed. Use two letters like en, fr or de.</source>
      <translation>{language} n'est pas un code de langue. Rien n'a été modifié. Utilisez deux lettres comme en, fr ou de.</translation>
    </message>
    <message>
      <source>{left} are still to be paid. Nothing was sold, no money was booked. Take the rest, by any method.</source>
      <translation>Il reste {left} à payer. Rien n'a été vendu, aucun argent n’a été enregistré. Encaissez le reste, par n’importe quel moyen.</translation>
    </message>
    <message>
      <source>{method} is not mixed with another method. Nothing was sold. Choose one of them.</source>
      <translation>{method} ne se combine pas avec un autre moyen. Rien n'a été vendu. Choisissez l’un d’eux.</translation>
    </message>
    <message>
      <source>{name} cannot be opened ({why}).</source>
      <translation>{name} ne peut pas être ouvert ({why}).</translation>
    </message>
    <message>
      <source>{name} cannot be opened.</source>
      <translation>{name} ne peut pas être ouvert.</translation>
    </message>
    <message>
      <source>{name} cannot be written ({why}). Everything in the book is safe. Choose another file or folder.</source>
      <translation>{name} ne peut pas être écrit ({why}). Tout ce que contient le livre est en sûreté. Choisissez un autre fichier ou dossier.</translation>
    </message>
    <message>
      <source>{name} cannot be written. Everything in the book is safe. Choose another file or folder.</source>
      <translation>{name} ne peut pas être écrit. Tout ce qui est dans le livre est en sûreté. Choisissez un autre fichier ou dossier.</translation>
    </message>
    <message>
      <source>{name} is a book, or belongs to one. Nothing was written; the book is as it was. Choose another name.</source>
      <translation>{name} est un livre, ou en fait partie. Rien n'a été écrit ; le livre est tel qu'il était. Choisissez un autre nom.</translation>
    </message>
    <message>
      <source>{name} is a copy of another desk's book. Nothing was changed. Name a copy of this one.</source>
      <translation>{name} est une copie du livre d'un autre guichet. Rien n'a été modifié. Indiquez une copie de celui-ci.</translation>
    </message>
    <message>
      <source>{name} is a folder, a book in use, or a file of something else. It was not replaced. Choose another name.</source>
      <translation>{name} est un dossier, un livre ouvert ou un fichier d'autre chose. Il n'a pas été remplacé. Choisissez un autre nom.</translation>
    </message>
    <message>
      <source>{name} is damaged ({field}); the orders cannot be read without it.</source>
      <translation>{name} est endommagé ({field}) ; sans lui, les commandes ne peuvent pas être lues.</translation>
    </message>
    <message>
      <source>{name} is larger than this program reads.</source>
      <translation>{name} est plus grand que ce que ce programme lit.</translation>
    </message>
    <message>
      <source>{name} is neither JSON nor CSV. The other files go in.</source>
      <translation>{name} n'est ni JSON ni CSV. Les autres fichiers sont repris.</translation>
    </message>
    <message>
      <source>{name} is no copy of a book. Nothing was changed. Name another file.</source>
      <translation>{name} n'est pas une copie d'un livre. Rien n'a été modifié. Indiquez un autre fichier.</translation>
    </message>
    <message>
      <source>{name} is not a gzip file.</source>
      <translation>{name} n'est pas un fichier gzip.</translation>
    </message>
    <message>
      <source>{name} is the book itself. Nothing was changed. Choose another file for the copy.</source>
      <translation>{name} est le livre lui-même. Rien n'a été changé. Choisissez un autre fichier pour la copie.</translation>
    </message>
    <message>
      <source>{name} must lie beside the orders; without it their tickets have no performance.</source>
      <translation>{name} doit se trouver à côté des commandes ; sans lui leurs billets n'ont pas de représentation.</translation>
    </message>
    <message>
      <source>{performance} comes from {source}. Nothing was changed. Change it there, and take its next file in.</source>
      <translation>{performance} vient de {source}. Rien n'a été changé. Changez-la là-bas, puis importez son prochain fichier.</translation>
    </message>
    <message>
      <source>{said} The card was charged {amount}: press again, and it pays without being charged once more. Else give it back at the terminal and say so on the Sell page.</source>
      <translation>{said} La carte a été débitée de {amount} : appuyez encore une fois, et cela paie sans nouveau débit. Sinon remboursez au terminal et dites-le sur la page Vente.</translation>
    </message>
    <message>
      <source>{seat} has just been taken at another desk. Nothing was sold, no money was booked. Choose another seat.</source>
      <translation>{seat} vient d’être prise à un autre guichet. Rien n'a été vendu, aucun argent n’a été enregistré. Choisissez une autre place.</translation>
    </message>
    <message>
      <source>{seat} has just been taken. Nothing was sold, no money was booked. Choose another seat.</source>
      <translation>{seat} vient d’être prise. Rien n'a été vendu, aucun argent n’a été enregistré. Choisissez une autre place.</translation>
    </message>
    <message>
      <source>{seat} is kept by the house ({hold}). Nothing was sold. Choose another seat, or sell it from there and say who invites.</source>
      <translation>{seat} est bloqué par la maison ({hold}). Rien n'a été vendu. Choisissez un autre siège, ou vendez-le de là en disant qui invite.</translation>
    </message>
    <message>
      <source>{seat} is not kept by the house ({hold}). Nothing was sold. Choose a seat that is.</source>
      <translation>{seat} n'est pas bloqué par la maison ({hold}). Rien n'a été vendu. Choisissez un siège qui l'est.</translation>
    </message>
    <message>
      <source>{taken} places of zone {zone} are taken already. Nothing was changed. Type at least as many.</source>
      <translation>{taken} places de la zone {zone} sont déjà prises. Rien n'a été changé. Saisissez-en au moins autant.</translation>
    </message>
    <message>
      <source>{text} is no condition of a tariff. Nothing was changed. Type it like Group: 10, Companion: Wheelchair.</source>
      <translation>{text} n'est pas une condition de tarif. Rien n'a été changé. Saisissez-la comme Groupe: 10, Accompagnant: Fauteuil.</translation>
    </message>
    <message>
      <source>{text} is no count. Nothing was written. Write the value, an x and how many: 0.50x12.</source>
      <translation>{text} n'est pas un comptage. Rien n'a été noté. Écrivez la valeur, un x et le nombre : 0.50x12.</translation>
    </message>
    <message>
      <source>{text} is no time. Nothing was changed. Type it like 2026-11-06 20:00.</source>
      <translation>{text} n’est pas une heure. Rien n'a été changé. Saisissez-la comme 2026-11-06 20:00.</translation>
    </message>
    <message>
      <source>{text} is the number of an order. Nothing was changed. Name one of its tickets, like {text}-1.</source>
      <translation>{text} est le numéro d'une commande. Rien n'a été changé. Nommez un de ses billets, comme {text}-1.</translation>
    </message>
    <message>
      <source>{text} was printed for a change that the centre refused: it was never made. Nothing was changed. Look at order {order}.</source>
      <translation>{text} a été imprimé pour une modification que la centrale a refusée : elle n'a jamais été faite. Rien n'a été modifié. Regardez la commande {order}.</translation>
    </message>
    <message>
      <source>{told} more operations are not in it either, which were named then: see that each was entered again.</source>
      <translation>{told} autres opérations, nommées alors, n'y sont pas non plus : vérifiez que chacune a été saisie de nouveau.</translation>
    </message>
    <message>
      <source>{value} has no hundredths; amounts here have two decimals.</source>
      <translation>{value} n'a pas de centièmes ; les montants ont ici deux décimales.</translation>
    </message>
    <message>
      <source>{value} is no currency.</source>
      <translation>{value} n'est pas une monnaie.</translation>
    </message>
    <message>
      <source>{value} is not the currency of {performance}.</source>
      <translation>{value} n'est pas la monnaie de {performance}.</translation>
    </message>
  </context>
  <context>
    <name>state</name>
    <message>
      <source>Awaiting payment</source>
      <translation>En attente de paiement</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Annulé</translation>
    </message>
    <message>
      <source>Cancelled {at}</source>
      <translation>Annulé à {at}</translation>
    </message>
    <message>
      <source>Conflict</source>
      <translation>Conflit</translation>
    </message>
    <message>
      <source>Exchanged</source>
      <translation>Échangé</translation>
    </message>
    <message>
      <source>Exchanged for {ticket}</source>
      <translation>Échangé contre {ticket}</translation>
    </message>
    <message>
      <source>May go in unpaid</source>
      <translation>Peut entrer sans payer</translation>
    </message>
    <message>
      <source>Place taken twice</source>
      <translation>Place prise deux fois</translation>
    </message>
    <message>
      <source>Refused by the centre</source>
      <translation>Refusé par la centrale</translation>
    </message>
    <message>
      <source>Reinstated</source>
      <translation>Réactivé</translation>
    </message>
    <message>
      <source>Replaced by {ticket}</source>
      <translation>Remplacé par {ticket}</translation>
    </message>
    <message>
      <source>Unpaid</source>
      <translation>Impayé</translation>
    </message>
    <message>
      <source>Used</source>
      <translation>Utilisé</translation>
    </message>
    <message>
      <source>Used {at}</source>
      <translation>Utilisé à {at}</translation>
    </message>
    <message>
      <source>Used {day}, {at}</source>
      <translation>Utilisé le {day}, {at}</translation>
    </message>
    <message>
      <source>Valid</source>
      <translation>Valable</translation>
    </message>
    <message>
      <source>can be kept</source>
      <translation>peut être gardé</translation>
    </message>
    <message>
      <source>customer not told</source>
      <translation>client pas informé</translation>
    </message>
    <message>
      <source>given out {moment}</source>
      <translation>remis le {moment}</translation>
    </message>
    <message>
      <source>not sent yet</source>
      <translation>pas encore envoyé</translation>
    </message>
    <message numerus="yes">
      <source>printed %n time(s)</source>
      <translation>
        <numerusform>imprimé %n fois</numerusform>
        <numerusform>imprimé %n fois</numerusform>
      </translation>
    </message>
    <message>
      <source>refund to finish</source>
      <translation>à rembourser</translation>
    </message>
    <message>
      <source>refund to pay</source>
      <translation>remboursement dû</translation>
    </message>
    <message>
      <source>to be handed out</source>
      <translation>à remettre</translation>
    </message>
    <message>
      <source>to pay, not told</source>
      <translation>à payer, pas informé</translation>
    </message>
  </context>
  <context>
    <name>strip</name>
    <message>
      <source>A demonstration or practice book never sends mail.</source>
      <translation>Un livre de démonstration ou d'exercice n'envoie jamais de message.</translation>
    </message>
    <message>
      <source>Amount to give back</source>
      <translation>Montant à rendre</translation>
    </message>
    <message>
      <source>CANCELLED</source>
      <translation>ANNULÉ</translation>
    </message>
    <message numerus="yes">
      <source>CANCELLED %n ticket(s): {seats}</source>
      <translation>
        <numerusform>ANNULÉ %n billet : {seats}</numerusform>
        <numerusform>ANNULÉS %n billets : {seats}</numerusform>
      </translation>
    </message>
    <message>
      <source>Choose a reason: 1 to {last}.</source>
      <translation>Choisissez un motif : 1 à {last}.</translation>
    </message>
    <message>
      <source>Close, nothing more to give  Enter</source>
      <translation>Fermer, plus rien à rembourser  Entrée</translation>
    </message>
    <message>
      <source>Customer</source>
      <translation>Client</translation>
    </message>
    <message>
      <source>Finish without refund  Enter</source>
      <translation>Terminer sans remboursement  Entrée</translation>
    </message>
    <message>
      <source>Finish: hand out {amount}  Enter</source>
      <translation>Terminer : remettre {amount}  Entrée</translation>
    </message>
    <message>
      <source>Finish: organiser pays {amount} later  Enter</source>
      <translation>Terminer : l'organisateur verse {amount}  Entrée</translation>
    </message>
    <message>
      <source>Finish: put {amount} back on the card  Enter</source>
      <translation>Terminer : {amount} sur la carte  Entrée</translation>
    </message>
    <message>
      <source>Finish: the amount is missing</source>
      <translation>Terminer : le montant manque</translation>
    </message>
    <message>
      <source>Finish: this amount cannot be used</source>
      <translation>Terminer : ce montant ne convient pas</translation>
    </message>
    <message>
      <source>Finish: {amount} is owed  Enter</source>
      <translation>Terminer : {amount} à verser  Entrée</translation>
    </message>
    <message>
      <source>Give nothing back here.</source>
      <translation>Ne remboursez rien ici.</translation>
    </message>
    <message>
      <source>Hand out {amount}</source>
      <translation>Remettez {amount}</translation>
    </message>
    <message>
      <source>Handed out  Enter</source>
      <translation>Remis  Entrée</translation>
    </message>
    <message>
      <source>It came from {source}: cancel it there too.</source>
      <translation>À annuler aussi dans {source}.</translation>
    </message>
    <message>
      <source>Keep ticket  Ctrl+Z</source>
      <translation>Garder le billet  Ctrl+Z</translation>
    </message>
    <message>
      <source>Keep ticket  Esc</source>
      <translation>Garder le billet  Échap</translation>
    </message>
    <message>
      <source>Later</source>
      <translation>Plus tard</translation>
    </message>
    <message>
      <source>No mail server is set up.</source>
      <translation>Aucun serveur de messagerie n'est configuré.</translation>
    </message>
    <message>
      <source>Not paid: keep ticket  Ctrl+Z</source>
      <translation>Pas payé : garder le billet  Ctrl+Z</translation>
    </message>
    <message>
      <source>Not put back: keep ticket  Ctrl+Z</source>
      <translation>Pas remis : garder le billet  Ctrl+Z</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Nothing is left to give back.</source>
      <translation>Il ne reste rien à rendre.</translation>
    </message>
    <message>
      <source>Nothing was paid.</source>
      <translation>Rien n'a été payé.</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Place to everybody</source>
      <translation>Place à tout le monde</translation>
    </message>
    <message>
      <source>Put back on the card  Enter</source>
      <translation>Remis sur la carte  Entrée</translation>
    </message>
    <message>
      <source>Put {amount} back on the card</source>
      <translation>Recréditez {amount} sur la carte</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Motif</translation>
    </message>
    <message>
      <source>Refund</source>
      <translation>Argent</translation>
    </message>
    <message>
      <source>The centre sends no e-mail.</source>
      <translation>La centrale n'envoie pas d'e-mails.</translation>
    </message>
    <message>
      <source>The place goes back to the house ({hold}).</source>
      <translation>La place revient à la maison ({hold}).</translation>
    </message>
    <message>
      <source>The reason "other" needs a note of at least {least} characters.</source>
      <translation>Le motif « autre » demande une note d'au moins {least} caractères.</translation>
    </message>
    <message>
      <source>The rest is still to be finished here.</source>
      <translation>Le reste est encore à terminer ici.</translation>
    </message>
    <message>
      <source>There is no e-mail address.</source>
      <translation>Il n'y a pas d'adresse e-mail.</translation>
    </message>
    <message>
      <source>This records the refund. It does not send money.</source>
      <translation>Ceci enregistre le remboursement. Aucun argent n'est envoyé.</translation>
    </message>
    <message>
      <source>Type an amount up to {most}, like 30.00.</source>
      <translation>Saisissez un montant jusqu'à {most}, comme 30.00.</translation>
    </message>
    <message>
      <source>Usually it goes back as it was paid: {methods}.</source>
      <translation>D’habitude, il revient comme il a été payé : {methods}.</translation>
    </message>
    <message>
      <source>Without this the place goes back to what the house keeps ({hold}).</source>
      <translation>Sans cela, la place revient à celles que la maison bloque ({hold}).</translation>
    </message>
    <message>
      <source>back</source>
      <translation>rendu</translation>
    </message>
    <message>
      <source>commission due {amount} (organiser)</source>
      <translation>commission due {amount} (organisateur)</translation>
    </message>
    <message>
      <source>e-mail</source>
      <translation>e-mail</translation>
    </message>
    <message>
      <source>e-ticket</source>
      <translation>e-billet</translation>
    </message>
    <message>
      <source>not back</source>
      <translation>pas rendu</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>pas encore</translation>
    </message>
    <message>
      <source>told here</source>
      <translation>informé ici</translation>
    </message>
    <message>
      <source>{amount} is given back for {ticket} ({method}).</source>
      <translation>{amount} seront remboursés pour {ticket} ({method}).</translation>
    </message>
    <message>
      <source>{amount} was given back for {ticket} ({method}).</source>
      <translation>{amount} remboursés pour {ticket} ({method}).</translation>
    </message>
    <message>
      <source>{desk} has cancelled it, {when}.</source>
      <translation>{desk} l'a annulé, {when}.</translation>
    </message>
    <message>
      <source>{ticket} was changed elsewhere, now: {state}.</source>
      <translation>{ticket} a été modifié ailleurs, à présent : {state}.</translation>
    </message>
    <message>
      <source>{ticket}: nothing is owed any more.</source>
      <translation>{ticket} : plus rien n'est dû.</translation>
    </message>
  </context>
  <context>
    <name>sync</name>
    <message numerus="yes">
      <source>%n can still be kept or wait behind that</source>
      <translation>
        <numerusform>%n peut encore être gardé ou attend derrière</numerusform>
        <numerusform>%n peuvent encore être gardés ou attendent derrière</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n operation(s) saved</source>
      <translation>
        <numerusform>%n opération enregistrée</numerusform>
        <numerusform>%n opérations enregistrées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n to look at</source>
      <translation>
        <numerusform>%n à traiter</numerusform>
        <numerusform>%n à traiter</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n to send</source>
      <translation>
        <numerusform>%n à envoyer</numerusform>
        <numerusform>%n à envoyer</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n tried in vain</source>
      <translation>
        <numerusform>%n essai sans succès</numerusform>
        <numerusform>%n essais sans succès</numerusform>
      </translation>
    </message>
    <message>
      <source>Access ended</source>
      <translation>Accès terminé</translation>
    </message>
    <message>
      <source>All sent {time}.</source>
      <translation>Tout est envoyé, {time}.</translation>
    </message>
    <message>
      <source>Asking the centre</source>
      <translation>Appel de la centrale</translation>
    </message>
    <message>
      <source>Back  Esc</source>
      <translation>Retour  Échap</translation>
    </message>
    <message>
      <source>By the date of this computer the centre is not recognised: nothing is sent. {can} {count}.</source>
      <translation>À la date de cet ordinateur, la centrale n'est pas reconnue : rien ne part. {can} {count}.</translation>
    </message>
    <message>
      <source>Case closed.</source>
      <translation>Cas clôturé.</translation>
    </message>
    <message>
      <source>Centre: {state}</source>
      <translation>Centrale : {state}</translation>
    </message>
    <message numerus="yes">
      <source>Clock %n days off</source>
      <translation>
        <numerusform>Horloge décalée de %n jour</numerusform>
        <numerusform>Horloge décalée de %n jours</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Clock %n h off</source>
      <translation>
        <numerusform>Horloge décalée de %n h</numerusform>
        <numerusform>Horloge décalée de %n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Clock %n min off</source>
      <translation>
        <numerusform>Horloge décalée de %n min</numerusform>
        <numerusform>Horloge décalée de %n min</numerusform>
      </translation>
    </message>
    <message>
      <source>Close case  Enter</source>
      <translation>Clôturer  Entrée</translation>
    </message>
    <message>
      <source>Close case…</source>
      <translation>Clôturer le cas…</translation>
    </message>
    <message>
      <source>Conflict</source>
      <translation>Conflit</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Détails</translation>
    </message>
    <message>
      <source>Done today</source>
      <translation>Fait aujourd'hui</translation>
    </message>
    <message>
      <source>Done today {count}</source>
      <translation>Fait aujourd'hui {count}</translation>
    </message>
    <message>
      <source>For a desk that dies: what waits, as a file. What is in it can no longer be kept.</source>
      <translation>Pour un guichet qui tombe en panne : ce qui attend, dans un fichier. Ce qui s'y trouve ne peut plus être gardé.</translation>
    </message>
    <message>
      <source>How was it settled?</source>
      <translation>Comment est-ce réglé ?</translation>
    </message>
    <message>
      <source>Incomplete</source>
      <translation>Incomplète</translation>
    </message>
    <message>
      <source>Join again…</source>
      <translation>Rattacher de nouveau…</translation>
    </message>
    <message>
      <source>Journal does not fit</source>
      <translation>Journal incompatible</translation>
    </message>
    <message>
      <source>Keep ticket {ticket}  Ctrl+Z</source>
      <translation>Garder le billet {ticket}  Ctrl+Z</translation>
    </message>
    <message>
      <source>Last complete sync {time}.</source>
      <translation>Dernière synchronisation complète à {time}.</translation>
    </message>
    <message>
      <source>Loading orders</source>
      <translation>Chargement des commandes</translation>
    </message>
    <message>
      <source>Loading {count}</source>
      <translation>Chargement {count}</translation>
    </message>
    <message>
      <source>Loading {count} of {total}</source>
      <translation>Chargement {count} sur {total}</translation>
    </message>
    <message>
      <source>Needs attention</source>
      <translation>À traiter</translation>
    </message>
    <message>
      <source>Needs attention {count}</source>
      <translation>À traiter {count}</translation>
    </message>
    <message>
      <source>No answer since {time}. {count}.</source>
      <translation>Sans réponse depuis {time}. {count}.</translation>
    </message>
    <message>
      <source>No centre</source>
      <translation>Sans centrale</translation>
    </message>
    <message>
      <source>No centre since {time}</source>
      <translation>Centrale muette depuis {time}</translation>
    </message>
    <message>
      <source>Not synchronised yet.</source>
      <translation>Pas encore synchronisé.</translation>
    </message>
    <message>
      <source>Not the centre</source>
      <translation>Un autre répond</translation>
    </message>
    <message>
      <source>Noted there: “{note}”.</source>
      <translation>Noté là-bas : « {note} ».</translation>
    </message>
    <message>
      <source>Nothing needs attention.</source>
      <translation>Rien à traiter.</translation>
    </message>
    <message>
      <source>Nothing waits: all that was done here has gone.</source>
      <translation>Rien n'attend : tout ce qui a été fait ici est parti.</translation>
    </message>
    <message>
      <source>Nothing was heard from others yet.</source>
      <translation>Rien reçu des autres pour l'instant.</translation>
    </message>
    <message>
      <source>Nothing was sent today.</source>
      <translation>Rien n'a été envoyé aujourd'hui.</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>Hors ligne</translation>
    </message>
    <message>
      <source>Offline since {time}</source>
      <translation>Hors ligne depuis {time}</translation>
    </message>
    <message>
      <source>Offline since {time}. {can} {count}.</source>
      <translation>Hors ligne depuis {time}. {can} {count}.</translation>
    </message>
    <message>
      <source>Offline since {time}. {count}.</source>
      <translation>Hors ligne depuis {time}. {count}.</translation>
    </message>
    <message>
      <source>Online</source>
      <translation>En ligne</translation>
    </message>
    <message>
      <source>Online · 0 to send</source>
      <translation>En ligne · 0 à envoyer</translation>
    </message>
    <message>
      <source>Open case</source>
      <translation>Ouvrir le cas</translation>
    </message>
    <message>
      <source>Open order</source>
      <translation>Ouvrir la commande</translation>
    </message>
    <message>
      <source>Open order {number}</source>
      <translation>Ouvrir la commande {number}</translation>
    </message>
    <message>
      <source>Open order {number}  Enter</source>
      <translation>Ouvrir la commande {number}  Entrée</translation>
    </message>
    <message>
      <source>Order, tickets</source>
      <translation>Commande, billets</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Avancement</translation>
    </message>
    <message>
      <source>Received</source>
      <translation>Reçu</translation>
    </message>
    <message>
      <source>Refused by the centre</source>
      <translation>Refusé par la centrale</translation>
    </message>
    <message>
      <source>Refused {count}</source>
      <translation>Refusé {count}</translation>
    </message>
    <message>
      <source>Save queue to file</source>
      <translation>Enregistrer la file</translation>
    </message>
    <message>
      <source>Save queue to file…</source>
      <translation>Enregistrer la file…</translation>
    </message>
    <message>
      <source>Saved here {saved}     Sent {sent}     Accepted {accepted}</source>
      <translation>Enregistré ici {saved}     Envoyé {sent}     Accepté {accepted}</translation>
    </message>
    <message numerus="yes">
      <source>Sending %n</source>
      <translation>
        <numerusform>Envoi de %n</numerusform>
        <numerusform>Envoi de %n</numerusform>
      </translation>
    </message>
    <message>
      <source>Sending what was done so far</source>
      <translation>Envoi de ce qui a été fait</translation>
    </message>
    <message>
      <source>Set the date of this computer.</source>
      <translation>Réglez la date de cet ordinateur.</translation>
    </message>
    <message>
      <source>Somebody else answers</source>
      <translation>Un autre répond</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Arrêter</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Arrêté</translation>
    </message>
    <message>
      <source>Sync</source>
      <translation>Synchro</translation>
    </message>
    <message>
      <source>Sync incomplete</source>
      <translation>Synchronisation incomplète</translation>
    </message>
    <message>
      <source>Sync now  F5</source>
      <translation>Synchroniser  F5</translation>
    </message>
    <message>
      <source>The centre is not answering</source>
      <translation>La centrale ne répond pas</translation>
    </message>
    <message>
      <source>The centre is not answering since {time}. {can} {count}.</source>
      <translation>La centrale ne répond pas depuis {time}. {can} {count}.</translation>
    </message>
    <message>
      <source>The centre needs a newer version of this program. {can} {count}.</source>
      <translation>La centrale demande une version plus récente de ce programme. {can} {count}.</translation>
    </message>
    <message>
      <source>This case was closed, {when}.</source>
      <translation>Ce cas a été clos, {when}.</translation>
    </message>
    <message>
      <source>This computer's date is wrong for the centre. {count}.</source>
      <translation>La date de cet ordinateur n'est pas celle de la centrale. {count}.</translation>
    </message>
    <message>
      <source>This needs nobody any more. Your note is not recorded; Esc leads back.</source>
      <translation>Il n'y a plus rien à traiter ici. Votre note n'est pas enregistrée ; Échap pour revenir.</translation>
    </message>
    <message>
      <source>To send</source>
      <translation>À envoyer</translation>
    </message>
    <message>
      <source>To send {count}</source>
      <translation>À envoyer {count}</translation>
    </message>
    <message>
      <source>Too old for the centre. {count}.</source>
      <translation>Trop ancien pour la centrale. {count}.</translation>
    </message>
    <message>
      <source>Update needed</source>
      <translation>Mise à jour requise</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Quoi</translation>
    </message>
    <message>
      <source>What happened</source>
      <translation>Ce qui s'est passé</translation>
    </message>
    <message>
      <source>What is safe</source>
      <translation>Ce qui est sûr</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>Que faire</translation>
    </message>
    <message>
      <source>What was done</source>
      <translation>Acte</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Qui</translation>
    </message>
    <message>
      <source>Whoever answers is not the centre of this desk. Nothing is sent there; everything is saved here and goes on. Compare the date of this computer first: with a wrong one nobody is recognised. Then check that this desk is on the venue's own network, else ask whoever runs the centre.</source>
      <translation>Celui qui répond n'est pas la centrale de ce guichet. Rien ne lui est envoyé ; tout est enregistré ici et le travail continue. Comparez d'abord la date de cet ordinateur : si elle est fausse, personne n'est reconnu. Vérifiez ensuite que ce guichet est sur le réseau de la salle, sinon adressez-vous au responsable de la centrale.</translation>
    </message>
    <message>
      <source>Whoever answers is not the centre of this desk. {count}.</source>
      <translation>Celui qui répond n'est pas la centrale de ce guichet. {count}.</translation>
    </message>
    <message>
      <source>Whoever answers is not the centre of this desk: nothing is sent there. {can} {count}.</source>
      <translation>Celui qui répond n'est pas la centrale de ce guichet : rien ne lui est envoyé. {can} {count}.</translation>
    </message>
    <message>
      <source>Whoever answers is not this desk's centre.</source>
      <translation>Celui qui répond n'est pas la centrale.</translation>
    </message>
    <message>
      <source>Wrong date</source>
      <translation>Date fausse</translation>
    </message>
    <message>
      <source>You can go on: cancel, check, take payments.</source>
      <translation>Continuez : annuler, contrôler, encaisser.</translation>
    </message>
    <message>
      <source>Your note is not recorded; Esc leads back.</source>
      <translation>Votre note n'est pas enregistrée ; Échap pour revenir.</translation>
    </message>
    <message>
      <source>about no order</source>
      <translation>sur aucune commande</translation>
    </message>
    <message>
      <source>accepted</source>
      <translation>accepté</translation>
    </message>
    <message>
      <source>accepted, with a case</source>
      <translation>accepté, avec un cas</translation>
    </message>
    <message>
      <source>can still be kept</source>
      <translation>peut encore être gardé</translation>
    </message>
    <message>
      <source>can still be kept, or waits behind that</source>
      <translation>peut être gardé, ou attend derrière</translation>
    </message>
    <message>
      <source>elsewhere</source>
      <translation>ailleurs</translation>
    </message>
    <message>
      <source>next try within a minute</source>
      <translation>prochain essai dans la minute</translation>
    </message>
    <message>
      <source>next try {time}</source>
      <translation>prochain essai à {time}</translation>
    </message>
    <message>
      <source>not sent yet</source>
      <translation>pas encore envoyé</translation>
    </message>
    <message>
      <source>since {time}</source>
      <translation>depuis {time}</translation>
    </message>
    <message>
      <source>the oldest since {time}</source>
      <translation>le plus ancien depuis {time}</translation>
    </message>
    <message>
      <source>waits behind what can still be kept</source>
      <translation>attend derrière ce qui peut encore être gardé</translation>
    </message>
    <message>
      <source>{count} as {file}.</source>
      <translation>{count} sous {file}.</translation>
    </message>
    <message>
      <source>{count} of {total}</source>
      <translation>{count} sur {total}</translation>
    </message>
    <message>
      <source>{state}
Click for what waits (Ctrl+Shift+Y)</source>
      <translation>{state}
Cliquez pour voir ce qui attend (Ctrl+Maj+Y)</translation>
    </message>
    <message>
      <source>{who} closed this case, {when}.</source>
      <translation>{who} a clos ce cas, {when}.</translation>
    </message>
  </context>
  <context>
    <name>tickets</name>
    <message>
      <source>Cancel ticket</source>
      <translation>Annuler le billet</translation>
    </message>
    <message>
      <source>Cancel ticket {ticket}</source>
      <translation>Annuler le billet {ticket}</translation>
    </message>
    <message>
      <source>Cancel ticket {ticket} (explains why not alone)</source>
      <translation>Annuler le billet {ticket} (explique pourquoi pas seul)</translation>
    </message>
    <message>
      <source>Cancel ticket {ticket}, {seat} (Del)</source>
      <translation>Annuler le billet {ticket}, {seat} (Suppr)</translation>
    </message>
    <message>
      <source>Change tariff…</source>
      <translation>Changer de tarif…</translation>
    </message>
    <message>
      <source>Correct how it was paid…</source>
      <translation>Corriger le moyen de paiement…</translation>
    </message>
    <message>
      <source>Date / event</source>
      <translation>Spectacle</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>E-mail</translation>
    </message>
    <message>
      <source>Exchange…</source>
      <translation>Échanger…</translation>
    </message>
    <message>
      <source>Hand out</source>
      <translation>Remettre</translation>
    </message>
    <message>
      <source>Holder</source>
      <translation>Porteur</translation>
    </message>
    <message>
      <source>Keep ticket {ticket}</source>
      <translation>Garder le billet {ticket}</translation>
    </message>
    <message>
      <source>Keep ticket {ticket} (Ctrl+Z)</source>
      <translation>Garder le billet {ticket} (Ctrl+Z)</translation>
    </message>
    <message>
      <source>Move…</source>
      <translation>Déplacer…</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>N°</translation>
    </message>
    <message>
      <source>No., price</source>
      <translation>N°, prix</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Place</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>Prix</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Imprimer</translation>
    </message>
    <message>
      <source>Receipt of the order</source>
      <translation>Quittance de la commande</translation>
    </message>
    <message>
      <source>Reinstate ticket {ticket} with a new number</source>
      <translation>Réactiver le billet {ticket} avec un nouveau numéro</translation>
    </message>
    <message>
      <source>Rename…</source>
      <translation>Renommer…</translation>
    </message>
    <message>
      <source>Replace (lost)…</source>
      <translation>Remplacer (perdu)…</translation>
    </message>
    <message>
      <source>Seat</source>
      <translation>Place</translation>
    </message>
    <message>
      <source>Slip of what was cancelled</source>
      <translation>Bon de ce qui est annulé</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>Tariff</source>
      <translation>Tarif</translation>
    </message>
    <message>
      <source>Tick ticket {ticket}</source>
      <translation>Cocher le billet {ticket}</translation>
    </message>
    <message>
      <source>Tickets</source>
      <translation>Billets</translation>
    </message>
  </context>
  <context>
    <name>today</name>
    <message numerus="yes">
      <source>%n beyond the places</source>
      <translation>
        <numerusform>%n de trop</numerusform>
        <numerusform>%n de trop</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n customer(s) reminded.</source>
      <translation>
        <numerusform>%n client relancé.</numerusform>
        <numerusform>%n clients relancés.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n kept by the house: {holds}</source>
      <translation>
        <numerusform>%n bloquée par la maison : {holds}</numerusform>
        <numerusform>%n bloquées par la maison : {holds}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s)</source>
      <translation>
        <numerusform>%n commande</numerusform>
        <numerusform>%n commandes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n order(s) released.</source>
      <translation>
        <numerusform>%n commande libérée.</numerusform>
        <numerusform>%n commandes libérées.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) free</source>
      <translation>
        <numerusform>%n place libre</numerusform>
        <numerusform>%n places libres</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) free; those nobody ever took are not drawn</source>
      <translation>
        <numerusform>%n place libre ; celles que personne n'a jamais prises ne sont pas dessinées</numerusform>
        <numerusform>%n places libres ; celles que personne n'a jamais prises ne sont pas dessinées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n without their place</source>
      <translation>
        <numerusform>%n sans sa place</numerusform>
        <numerusform>%n sans leur place</numerusform>
      </translation>
    </message>
    <message>
      <source>All</source>
      <translation>Tous</translation>
    </message>
    <message numerus="yes">
      <source>Cancel %n ticket(s), not paid</source>
      <translation>
        <numerusform>Annuler %n billet, impayé</numerusform>
        <numerusform>Annuler %n billets, impayés</numerusform>
      </translation>
    </message>
    <message>
      <source>Do it  Enter</source>
      <translation>Traiter  Entrée</translation>
    </message>
    <message numerus="yes">
      <source>Do it for %n order(s)  Enter</source>
      <translation>
        <numerusform>Traiter %n commande  Entrée</numerusform>
        <numerusform>Traiter %n commandes  Entrée</numerusform>
      </translation>
    </message>
    <message>
      <source>Door list as table (CSV)</source>
      <translation>Liste en tableau (CSV)</translation>
    </message>
    <message>
      <source>Due now: reminders, reservations past their time, invoices not paid in time.</source>
      <translation>À faire maintenant : rappels, réservations échues, factures non payées à temps.</translation>
    </message>
    <message>
      <source>Due since</source>
      <translation>Dû depuis</translation>
    </message>
    <message>
      <source>Entered</source>
      <translation>Entrés</translation>
    </message>
    <message>
      <source>Event</source>
      <translation>Spectacle</translation>
    </message>
    <message>
      <source>Events…</source>
      <translation>Spectacles…</translation>
    </message>
    <message>
      <source>Everybody is in.</source>
      <translation>Tout le monde est entré.</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>Libres</translation>
    </message>
    <message>
      <source>Free again</source>
      <translation>De nouveau libre</translation>
    </message>
    <message>
      <source>Free ticket</source>
      <translation>Gratuit</translation>
    </message>
    <message>
      <source>Free tickets</source>
      <translation>Gratuits</translation>
    </message>
    <message>
      <source>Kept by the house</source>
      <translation>Bloquées par la maison</translation>
    </message>
    <message>
      <source>Make and change the venue's own events (Ctrl+Shift+P)</source>
      <translation>Créer et modifier les spectacles de la maison (Ctrl+Maj+P)</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Name, seat, order number or note</source>
      <translation>Nom, place, numéro de commande ou remarque</translation>
    </message>
    <message>
      <source>Name, seat, order…</source>
      <translation>Nom, place, commande…</translation>
    </message>
    <message>
      <source>No order here is like that. Show all, or empty the field.</source>
      <translation>Aucune commande ne correspond. Affichez tout, ou videz le champ.</translation>
    </message>
    <message>
      <source>No performance is coming. Import orders, and it stands here.</source>
      <translation>Aucune représentation à venir. Importez des commandes, et elle apparaîtra ici.</translation>
    </message>
    <message>
      <source>Nobody has a ticket for this performance yet.</source>
      <translation>Personne n'a encore de billet pour cette représentation.</translation>
    </message>
    <message>
      <source>Not in yet</source>
      <translation>Pas encore entrés</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Dû</translation>
    </message>
    <message>
      <source>Open order</source>
      <translation>Ouvrir la commande</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>Commande</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Payé</translation>
    </message>
    <message>
      <source>Performance</source>
      <translation>Représentation</translation>
    </message>
    <message>
      <source>Performances</source>
      <translation>Représentations</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>Places</translation>
    </message>
    <message>
      <source>Print door list</source>
      <translation>Imprimer la liste</translation>
    </message>
    <message numerus="yes">
      <source>Release %n reservation(s)  Enter</source>
      <translation>
        <numerusform>Libérer %n réservation  Entrée</numerusform>
        <numerusform>Libérer %n réservations  Entrée</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Release %n ticket(s)</source>
      <translation>
        <numerusform>Libérer %n billet</numerusform>
        <numerusform>Libérer %n billets</numerusform>
      </translation>
    </message>
    <message>
      <source>Release unpaid…</source>
      <translation>Libérer les impayés…</translation>
    </message>
    <message numerus="yes">
      <source>Released: %n reservation(s), {places}.</source>
      <translation>
        <numerusform>Libérée : %n réservation, {places}.</numerusform>
        <numerusform>Libérées : %n réservations, {places}.</numerusform>
      </translation>
    </message>
    <message>
      <source>Reminder {number} by e-mail</source>
      <translation>Rappel {number} par e-mail</translation>
    </message>
    <message>
      <source>Reminder {number} on paper</source>
      <translation>Rappel {number} sur papier</translation>
    </message>
    <message>
      <source>Reserved and not paid</source>
      <translation>Réservé et pas payé</translation>
    </message>
    <message>
      <source>Reserved for {event}, {when}, and not paid. What is ticked is released.</source>
      <translation>Réservé pour {event}, {when}, et pas payé. Ce qui est coché est libéré.</translation>
    </message>
    <message>
      <source>Seat plan</source>
      <translation>Plan de salle</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Afficher</translation>
    </message>
    <message>
      <source>Sold</source>
      <translation>Vendus</translation>
    </message>
    <message>
      <source>Sorted</source>
      <translation>Tri</translation>
    </message>
    <message>
      <source>State</source>
      <translation>État</translation>
    </message>
    <message>
      <source>The door list is in {file}.</source>
      <translation>La liste d'entrée est dans {file}.</translation>
    </message>
    <message>
      <source>The papers are in {folder}.</source>
      <translation>Les papiers sont dans {folder}.</translation>
    </message>
    <message>
      <source>The tickets become invalid, their places are free; what was paid stays as credit. Release time: {due}.</source>
      <translation>Les billets ne sont plus valables, leurs places sont libres ; ce qui a été payé reste un avoir. Heure de libération : {due}.</translation>
    </message>
    <message>
      <source>There are no numbered places: {places}.</source>
      <translation>Il n'y a pas de places numérotées : {places}.</translation>
    </message>
    <message>
      <source>Tick the reservations that are released (Space).</source>
      <translation>Cochez les réservations à libérer (Espace).</translation>
    </message>
    <message>
      <source>Tick what is done now: Space ticks a line, Ctrl+A all of them.</source>
      <translation>Cochez ce qui est fait maintenant : Espace coche une ligne, Ctrl+A toutes.</translation>
    </message>
    <message>
      <source>Tick with Space, all with Ctrl+A. What was paid of a released order stays as credit.</source>
      <translation>Cochez avec Espace, tout avec Ctrl+A. Ce qui était payé d'une commande libérée reste en avoir.</translation>
    </message>
    <message>
      <source>Unpaid</source>
      <translation>Impayés</translation>
    </message>
    <message>
      <source>Unpaid, admit</source>
      <translation>Impayé, admis</translation>
    </message>
    <message>
      <source>What is due</source>
      <translation>À faire</translation>
    </message>
    <message>
      <source>What is due… {count}</source>
      <translation>À faire… {count}</translation>
    </message>
    <message>
      <source>Who comes</source>
      <translation>Qui vient</translation>
    </message>
    <message>
      <source>With note</source>
      <translation>Avec note</translation>
    </message>
    <message>
      <source>all in</source>
      <translation>tous</translation>
    </message>
    <message>
      <source>also {name}</source>
      <translation>aussi {name}</translation>
    </message>
    <message>
      <source>by name</source>
      <translation>par nom</translation>
    </message>
    <message>
      <source>by seat</source>
      <translation>par place</translation>
    </message>
    <message>
      <source>data of {time}</source>
      <translation>état de {time}</translation>
    </message>
    <message>
      <source>is over</source>
      <translation>terminée</translation>
    </message>
    <message>
      <source>kept by the house without a number: {holds}</source>
      <translation>bloquées par la maison sans numéro : {holds}</translation>
    </message>
    <message>
      <source>no name</source>
      <translation>sans nom</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>inconnu</translation>
    </message>
    <message>
      <source>without a number: {places}</source>
      <translation>sans numéro : {places}</translation>
    </message>
    <message>
      <source>{amount} had been paid and are credit.</source>
      <translation>{amount} avait été payé et reste un avoir.</translation>
    </message>
    <message>
      <source>{entered} of {tickets} in</source>
      <translation>{entered} sur {tickets}</translation>
    </message>
    <message>
      <source>{shown} of {all} orders</source>
      <translation>{shown} sur {all} commandes</translation>
    </message>
  </context>
  <context>
    <name>window</name>
    <message>
      <source>Cancellations</source>
      <translation>Annulations</translation>
    </message>
    <message>
      <source>Cash</source>
      <translation>Caisse</translation>
    </message>
    <message>
      <source>DEMONSTRATION - nothing here is real, nothing is sent</source>
      <translation>DÉMONSTRATION - rien n'est réel ici, rien n'est envoyé</translation>
    </message>
    <message>
      <source>Events</source>
      <translation>Spectacles</translation>
    </message>
    <message>
      <source>Gate</source>
      <translation>Contrôle</translation>
    </message>
    <message>
      <source>Gate check  F8</source>
      <translation>Contrôle  F8</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Import…</translation>
    </message>
    <message>
      <source>Join a centre…</source>
      <translation>Centrale…</translation>
    </message>
    <message>
      <source>Orders  F3</source>
      <translation>Commandes  F3</translation>
    </message>
    <message>
      <source>PRACTICE - the dates of this book were moved</source>
      <translation>EXERCICE - les dates de ce livre ont été déplacées</translation>
    </message>
    <message>
      <source>Printers</source>
      <translation>Imprimantes</translation>
    </message>
    <message>
      <source>Sell  F2</source>
      <translation>Vente  F2</translation>
    </message>
    <message>
      <source>Sync</source>
      <translation>Synchro</translation>
    </message>
    <message>
      <source>Ticket office</source>
      <translation>Billetterie</translation>
    </message>
    <message>
      <source>Today  F4</source>
      <translation>Aujourd'hui  F4</translation>
    </message>
  </context>
  <context>
    <name>words</name>
    <message>
      <source>before the import</source>
      <translation>avant l'import</translation>
    </message>
  </context>
</TS>
