# language: fr
@A7
Fonctionnalité: Les liens pour appeler
  Un lien d'une page est proposé ; l'agent seul appelle.

  Contexte:
    Étant donné un agent aveugle

  @A7 @EN-11.3.2.1 @fast
  Scénario: Un lien est proposé, puis appelé
    Étant donné un correspondant « 0476001122 » qui ne répond pas
    Et que je suis en ligne
    Quand le lien « tel:04-76-00-11-22 » est ouvert
    Alors j'entends une phrase qui contient « Lien vers »
    Et je suis sur la page « Lien pour appeler »
    Et le curseur est sur « Appeler »
    Et le programme n'envoie aucun INVITE
    Quand j'appuie sur Entrée
    Alors l'appel avec « 0476001122 » sonne

  @A7 @A22
  Scénario: Un lien est refusé
    Étant donné que je suis en ligne
    Quand le lien « tel:0476001122 » est ouvert
    Alors j'entends une phrase qui contient « Lien vers »
    Quand j'appuie sur Retour arrière
    Alors je suis sur la page « Accueil »
    Quand j'appuie sur F11 puis h puis Entrée
    Alors je suis sur la page « Lien pour appeler »
    Quand j'appuie sur Fin
    Et j'appuie sur Entrée
    Alors j'entends une phrase qui contient « Lien refusé »
    Et je suis sur la page « Accueil »
    Et le programme n'envoie aucun INVITE

  @A7 @A21 @EN-11.2.2.1
  Scénario: Un lien pendant un appel ne dérange pas
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur « n »
    Et je tape « rappel »
    Et le lien « tel:0476001122 » est ouvert
    Alors j'entends une phrase qui contient « Lien vers »
    Et le curseur est sur « Nouvelle note »
    Et l'appel avec Dupont est pris
    Et le programme n'envoie aucun INVITE
    Quand je tape « er »
    Et j'appuie sur Entrée
    Alors la note de l'appel avec Dupont contient « rappeler »
