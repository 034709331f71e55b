# language: fr
@A7
Fonctionnalité: Appeler
  Ce que devient l'appel est dit en peu de mots.

  Contexte:
    Étant donné un agent aveugle

  @A7 @G9 @EN-6.2.1.1 @EN41-6.2.1.3 @fast
  Scénario: L'autre décroche
    Étant donné un correspondant Martin qui décroche après 2 s
    Quand j'appelle « martin »
    Alors l'INVITE contient « m=text »
    Et j'entends une phrase qui contient « Sonne chez »
    Et j'entends le signal « Pris »
    Et j'entends la voix de Martin

  @A27 @EN-11.4.1.3
  Scénario: Occupé
    Étant donné un correspondant Martin qui est occupé
    Quand j'appelle « martin »
    Alors j'entends « Martin occupé »
    Et le programme est toujours en marche

  @A27 @EN-11.4.1.3
  Scénario: Refusé
    Étant donné un correspondant Martin qui refuse
    Quand j'appelle « martin »
    Alors j'entends « Martin décline »

  @A27 @EN-11.3.3.1 @EN-11.3.3.3 @EN-5.1.3.15
  Scénario: Un numéro qui n'existe pas
    Quand j'appelle « 0499999999 »
    Alors j'entends « Numéro inexistant »
    Et l'écran montre « Numéro inexistant »
    Quand j'appuie sur Entrée
    Alors le champ « Numéro » contient « 0499999999 »

  @A7 @A22
  Scénario: Annuler avant la réponse
    Étant donné un correspondant Martin qui ne répond pas
    Quand j'appelle « martin »
    Alors j'entends une phrase qui contient « Sonne chez »
    Quand je raccroche
    Alors le programme envoie un CANCEL en moins de 1 s
    Et j'entends « Appel annulé »

  @EN-11.3.2.1 @EN-11.3.2.2
  Scénario: Aller et taper n'appellent personne
    Quand j'appuie 3 fois sur Flèche bas
    Alors je suis toujours sur la page « Accueil »
    Quand j'ouvre la page « Composer »
    Et je tape « martin »
    Alors le champ « Numéro » contient « martin »
    Et je suis toujours sur la page « Composer »
    Et le programme n'envoie aucun INVITE
