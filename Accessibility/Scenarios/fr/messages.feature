# language: fr
@A23
Fonctionnalité: Messages et notes
  Ce qui est écrit est dit, gardé et retrouvé.

  Contexte:
    Étant donné un agent aveugle

  @EN-11.4.1.3 @A15 @voice
  Scénario: Un message écrit
    Quand Martin m'envoie le message « rappelez-moi »
    Alors j'entends « Message de Martin » puis « rappelez-moi »
    Quand j'ouvre la page « Messages »
    Alors le curseur est sur « rappelez-moi »
    Et les annonces contiennent « Message de Martin »

  @EN-6.4 @EN-11.4.1.3
  Scénario: Un message vocal
    Quand Dupont laisse un message vocal
    Alors j'entends « 1 message vocal »
    Et l'écran montre « 1 message vocal »

  @A23 @EN-5.4 @EN-11.3.3.2 @fast
  Scénario: Une note pendant l'appel
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur « n »
    Alors le curseur est sur « Nouvelle note »
    Quand je tape « rappeler lundi »
    Et j'appuie sur Entrée
    Alors j'entends « Note gardée »
    Et la note de l'appel avec Dupont contient « rappeler lundi »

  @A23
  Scénario: Une note après un redémarrage
    Quand j'appuie sur « n »
    Et je tape « commander du papier »
    Et j'appuie sur Entrée
    Alors j'entends « Note gardée »
    Quand le programme redémarre
    Alors les notes contiennent « commander du papier »

  @EN-11.2.2.1 @A21
  Scénario: Une note commencée n'est pas perdue
    Quand j'appuie sur « n »
    Et je tape « facture »
    Et Dupont appelle
    Alors j'entends une phrase qui contient « Dupont »
    Et le curseur est sur « Nouvelle note »
    Quand je tape « s »
    Alors le champ « Nouvelle note » contient « factures »
    Quand je refuse l'appel
    Alors l'appel de Dupont est fini
    Et le champ « Nouvelle note » contient « factures »
    Et le curseur est sur « Nouvelle note »

  @A23
  Scénario: La page d'un appel passé
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur « n »
    Et je tape « rappeler lundi »
    Et j'appuie sur Entrée
    Alors j'entends « Note gardée »
    Quand Dupont raccroche
    Alors l'historique contient un appel pris de Dupont
    Quand j'ouvre la page « Appels récents »
    Alors le curseur est sur « Dupont »
    Quand je demande la commande « Détails de l'appel »
    Alors l'écran montre « A duré »
    Et l'écran montre « Ligne Accueil »
    Et l'écran montre « rappeler lundi »
