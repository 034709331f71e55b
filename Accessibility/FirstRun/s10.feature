# language: fr
@A7
Fonctionnalité: Retrouver un appel manqué
  Un agent absent de son poste doit retrouver à l'oreille qui a appelé,
  et cela doit survivre à un redémarrage.

  Scénario: L'appel manqué est dit, gardé, et peut être rappelé
    Étant donné un agent aveugle
    Et un contact Dupont au numéro « 0476123456 »
    Et un correspondant Dupont qui décroche après 2 s
    Quand Dupont appelle du « 0476123456 »
    Et j'attends 3 secondes
    Et Dupont renonce
    Alors je n'entends plus la sonnerie
    Et j'entends une phrase qui contient « manqué »
    Et l'historique contient un appel manqué de Dupont
    Quand le programme redémarre
    Et j'ouvre la page « Appels récents »
    Alors je suis sur la page « Appels récents »
    Et j'entends une phrase qui contient « Appels récents »
    Et l'historique contient 1 appel
    Quand j'appuie sur Flèche bas
    Alors j'entends une phrase qui contient « Dupont »
    Et le curseur est sur « Dupont »
    Quand j'appuie sur Entrée
    Alors le programme envoie un INVITE
    Et l'appel avec Dupont est pris
